import type {
  ClaimedDelivery,
  Clock,
  DataKey,
  DeliveryEnd,
  DeliveryLoad,
  EventDeliveries,
  PushTarget,
} from "../../../pipeline/ports.ts";
import type { Database } from "../database.ts";
import { deferTask } from "../defer-task.ts";
import { fairClaim } from "../fair-claim.ts";
import type { ShopKeys } from "../shop-keys.ts";
import type { Sql } from "../sql-connection.ts";
import { storedJson, storedText } from "../stored-text.ts";
import { EVENT_COLUMNS, type EventRow, toEvent } from "./event-row.ts";
import { putOff, putOffForGood } from "./put-off.ts";
import { noteReach, takeProbe } from "./reach.ts";
import { BREAKER_COLUMNS, type BreakerRow, toBreaker } from "./reach-row.ts";
import { liveSecrets, openSecrets } from "./secrets.ts";

export interface DeliveryParts {
  readonly database: Database;
  readonly keys: ShopKeys;
  readonly clock: Clock;
}

interface TaskRow {
  readonly shop_id: string;
  readonly subscriber_id: string;
  readonly delivery_id: string;
  readonly lease_token: string;
  readonly attempts: number;
  readonly lost: number;
}

const QUEUE = { table: "delivery_task", id: "delivery_id" } as const;

/** What is pushed to subscribers. */
export function postgresEventDeliveries(parts: DeliveryParts): EventDeliveries {
  const { database } = parts;
  const claim = fairClaim<TaskRow>(database, {
    ...QUEUE,
    turn: "subscriber_id",
    alsoSet: "",
    room: "NULL::bigint",
    returning: "q.shop_id, q.subscriber_id, q.delivery_id, q.lease_token, q.attempts, q.lost",
  });
  return {
    claim: async (limit, leaseSeconds, share) =>
      (await claim(limit, leaseSeconds, share)).map(toClaim),
    load: (claimed) => load(parts, claimed),
    settle: (claimed, end) => database.forShop(claimed.shopId, (sql) => settle(sql, claimed, end)),
    defer: (claimed, delay) =>
      database.forShop(claimed.shopId, (sql) =>
        deferTask(sql, { ...QUEUE, ...claimed, of: claimed.deliveryId }, delay),
      ),
    beginProbe: (claimed, probe) =>
      database.forShop(claimed.shopId, (sql) => takeProbe(sql, claimed, probe)),
    wait: (claimed, seconds, who) =>
      database.forShop(claimed.shopId, (sql) => putOff(sql, claimed, { seconds, who })),
  };
}

function toClaim(row: TaskRow): ClaimedDelivery {
  return {
    shopId: row.shop_id,
    subscriberId: row.subscriber_id,
    deliveryId: row.delivery_id,
    leaseToken: row.lease_token,
    attempts: row.attempts - 1,
    lost: row.lost,
  };
}

interface LoadRow extends EventRow, BreakerRow {
  readonly state: "active" | "paused";
  readonly kind: PushTarget["kind"];
  readonly url: string | null;
  readonly second_url: string | null;
  readonly tls: PushTarget["tls"];
  readonly format: PushTarget["format"];
  readonly language: PushTarget["language"];
  readonly secrets: Buffer;
  readonly tries: number;
  readonly second_tries: number;
  readonly waited: number;
}

/** The subscriber is locked, so that who resumes it finds what is put off here. */
const LOAD = `SELECT ${EVENT_COLUMNS}, d.tries, d.second_tries, ${BREAKER_COLUMNS},
    extract(epoch FROM now() - t.queued_at)::float8 AS waited,
    b.state, b.kind, b.url, b.second_url, b.tls, b.format, b.language, b.secrets
  FROM delivery_task AS t
  JOIN event_delivery AS d ON d.id = t.delivery_id AND d.state = 'pending'
  JOIN outgoing_event AS e ON e.id = d.event_id
  JOIN subscriber AS b ON b.id = d.subscriber_id
  LEFT JOIN subscriber_reach AS r ON r.subscriber_id = b.id
  LEFT JOIN source AS s ON s.id = e.source_id
  WHERE t.delivery_id = $1 AND t.lease_token = $2
  FOR SHARE OF b`;

async function load(parts: DeliveryParts, claim: ClaimedDelivery): Promise<DeliveryLoad> {
  const { shopId, subscriberId, deliveryId, leaseToken } = claim;
  const key = await parts.keys.of(shopId);
  return parts.database.forShop(shopId, async (sql) => {
    const [row] = await sql.query<LoadRow>(LOAD, [deliveryId, leaseToken]);
    if (row?.state === "active" && row.url !== null) {
      const target = targetOf(parts, { row, url: row.url, key, place: { shopId, subscriberId } });
      return {
        ...{ kind: "push", event: toEvent(row), target, breaker: toBreaker(row) },
        had: { first: row.tries, second: row.second_tries },
        hasSecond: row.second_url !== null,
        waitedSeconds: row.waited,
      };
    }
    await putOffForGood(sql, claim);
    return { kind: "nothing_to_push" };
  });
}

interface Opening {
  readonly row: LoadRow;
  readonly url: string;
  readonly key: DataKey;
  readonly place: { readonly shopId: string; readonly subscriberId: string };
}

function targetOf({ clock }: DeliveryParts, { row, url, key, place }: Opening): PushTarget {
  const { kind, second_url: secondUrl, tls, format, language } = row;
  const secrets = liveSecrets(openSecrets(key, place, row.secrets), clock.now());
  return { kind, url, secondUrl, tls, format, language, secrets };
}

/** Steps that are kept of one delivery, however often it is sent again. */
const MOST_STEPS = 60;

async function settle(sql: Sql, claim: ClaimedDelivery, end: DeliveryEnd): Promise<void> {
  const isHeld = await release(sql, claim, end);
  // A lease that ended under the call changes nothing of what arrived.
  if (!isHeld && end.state !== "delivered") return;
  await sql.execute(
    `UPDATE event_delivery SET state = $2, tries = coalesce($7, tries),
       second_tries = coalesce($8, second_tries), tried_at = now(), response_status = $3,
       detail = $4, log = CASE WHEN jsonb_array_length(log) < $6 THEN log || $5::jsonb ELSE log END
     WHERE id = $1`,
    [
      claim.deliveryId,
      end.state === "later" ? "pending" : end.state,
      end.status,
      end.detail === null ? null : storedText(end.detail),
      storedJson(end.steps),
      MOST_STEPS,
      end.had?.first ?? null,
      end.had?.second ?? null,
    ],
  );
  await noteReach(sql, claim, end);
}

/** Gives the task back or ends it; false where it was another's by now. */
async function release(sql: Sql, claim: ClaimedDelivery, end: DeliveryEnd): Promise<boolean> {
  const held = [claim.deliveryId, claim.leaseToken];
  const touched =
    end.state === "later"
      ? await sql.execute(
          `UPDATE delivery_task SET lease_token = NULL, attempts = 0, lost = 0,
             due_at = now() + make_interval(secs => $3)
           WHERE delivery_id = $1 AND lease_token = $2`,
          [...held, end.retrySeconds],
        )
      : await sql.execute(
          "DELETE FROM delivery_task WHERE delivery_id = $1 AND (lease_token = $2 OR $3)",
          [...held, end.state === "delivered"],
        );
  return touched > 0;
}
