import type pg from "pg";
import { ON_THE_WAY } from "../../sandbox/stories/oracle/lost.ts";

/** How long messages waited, from a delivery's arrival to what it says being shown in Shopify. */
export interface Waits {
  readonly count: number;
  readonly p50Seconds: number;
  readonly p99Seconds: number;
  /** Where they waited: each stage from the end of the one before. */
  readonly stages: readonly Stage[];
}

export interface Stage {
  readonly name: (typeof STAGES)[number];
  readonly p50Seconds: number;
  readonly p99Seconds: number;
}

/** Folded into the order record; its first change written down; sent; answered; seen in Shopify, and settled. */
const STAGES = ["folded", "planned", "sent", "answered", "settled"] as const;

interface Row {
  readonly whole: number;
  readonly folded: number | null;
  readonly planned: number | null;
  readonly sent: number | null;
  readonly answered: number | null;
  readonly settled: number | null;
}

/** By the database's marks. What was not applied in time counts as long as it has waited. */
const WAITS = `
  SELECT extract(epoch FROM coalesce(i.settled, clock_timestamp()) - m.received_at)::float8 AS whole,
    extract(epoch FROM l.at - m.received_at)::float8 AS folded,
    extract(epoch FROM n.created_at - l.at)::float8 AS planned,
    extract(epoch FROM n.sent_at - n.created_at)::float8 AS sent,
    extract(epoch FROM n.updated_at - n.sent_at)::float8 AS answered,
    extract(epoch FROM i.settled - n.updated_at)::float8 AS settled
  FROM message AS m
  JOIN shop AS s ON s.id = m.shop_id
  LEFT JOIN LATERAL (
    SELECT updated_at AS settled, order_record_id FROM interpretation
    WHERE shop_id = m.shop_id AND message_id = m.id AND state <> ALL ($2)) AS i ON true
  LEFT JOIN LATERAL (
    SELECT created_at AS at FROM ledger_entry
    WHERE shop_id = m.shop_id AND order_record_id = i.order_record_id AND message_id = m.id
    ORDER BY id LIMIT 1) AS l ON true
  LEFT JOIN LATERAL (
    SELECT created_at, sent_at, updated_at FROM intent
    WHERE order_record_id = i.order_record_id ORDER BY created_at LIMIT 1) AS n ON true
  WHERE s.domain LIKE 'quiet-%' AND m.received_at >= $1`;

/** Of the quiet shops' messages that came since then. */
export async function waitsOf(owner: pg.Pool, since: Date): Promise<Waits> {
  const { rows } = await owner.query<Row>(WAITS, [since, [...ON_THE_WAY]]);
  const whole = rows.map((row) => row.whole);
  return {
    count: rows.length,
    ...spreadOf(whole),
    stages: STAGES.map((name) => ({
      name,
      ...spreadOf(rows.flatMap(({ [name]: seconds }) => (seconds === null ? [] : [seconds]))),
    })),
  };
}

function spreadOf(seconds: readonly number[]): Omit<Stage, "name"> {
  const sorted = seconds.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(sorted.length * share) - 1] ?? 0;
  return { p50Seconds: at(0.5), p99Seconds: at(0.99) };
}
