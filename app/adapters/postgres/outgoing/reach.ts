import { afterFailure } from "../../../domain/outgoing/breaker.ts";
import type { Instant } from "../../../domain/instant.ts";
import type { ClaimedDelivery, DeliveryEnd, Tried } from "../../../pipeline/ports.ts";
import type { Sql } from "../sql-connection.ts";
import { BREAKER_COLUMNS, type BreakerRow, breakerValues, toBreaker } from "./reach-row.ts";

/**
 * Notes whether events come to the subscriber. What arrives at its first
 * address ends all that was noted before; what arrives at its second ends the
 * row of events that were given up, and leaves the breaker as it is.
 */
export async function noteReach(sql: Sql, claim: ClaimedDelivery, end: DeliveryEnd): Promise<void> {
  const { subscriberId } = claim;
  const { tried } = end;
  if (tried?.outcome !== "arrived") return noteFailure(sql, claim, end);
  if (tried.way !== "second") return endTrouble(sql, subscriberId);
  await sql.execute(
    `UPDATE subscriber_reach SET given_up = 0, given_up_since = NULL
     WHERE subscriber_id = $1 AND given_up > 0`,
    [subscriberId],
  );
}

async function noteFailure(sql: Sql, claim: ClaimedDelivery, end: DeliveryEnd): Promise<void> {
  const { shopId, subscriberId } = claim;
  const { tried, status, steps } = end;
  if (tried === null) return;
  const givenUp = steps.find(({ step }) => step === "given_up");
  const says = tried.way !== "second" && tried.outcome === "may_pass";
  if (givenUp === undefined && !says) return;
  await sql.execute(
    "INSERT INTO subscriber_reach (subscriber_id, shop_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
    [subscriberId, shopId],
  );
  if (says) await moveBreaker(sql, subscriberId, tried);
  await sql.execute(
    `UPDATE subscriber_reach SET response_status = $2, given_up = given_up + $3::int,
       given_up_since = coalesce(given_up_since, $4)
     WHERE subscriber_id = $1`,
    [subscriberId, status, givenUp === undefined ? 0 : 1, givenUp?.at ?? null],
  );
}

/** The row stays locked, so that failures that end at once are each counted. */
async function moveBreaker(sql: Sql, subscriberId: string, { way, at }: Tried): Promise<void> {
  const [row] = await sql.query<BreakerRow>(
    `SELECT ${BREAKER_COLUMNS} FROM subscriber_reach AS r WHERE r.subscriber_id = $1 FOR UPDATE`,
    [subscriberId],
  );
  if (row === undefined) return;
  const next = afterFailure(toBreaker(row), at, way === "probe" ? "probe" : "usual");
  await sql.execute(
    `UPDATE subscriber_reach SET failures = $2, opened_at = $3, probe_at = $4, failed_probes = $5,
       is_probing = $6
     WHERE subscriber_id = $1`,
    [subscriberId, ...breakerValues(next)],
  );
}

/** The address answers: what waited for it goes on at once. */
async function endTrouble(sql: Sql, subscriberId: string): Promise<void> {
  const [ended] = await sql.query<{ readonly was_open: boolean }>(
    `DELETE FROM subscriber_reach WHERE subscriber_id = $1 RETURNING opened_at IS NOT NULL AS was_open`,
    [subscriberId],
  );
  if (ended?.was_open === true) await goOn(sql, subscriberId);
}

/** Forgets all that was noted, as for a subscriber that nothing was ever sent to. */
export async function forgetReach(sql: Sql, subscriberId: string): Promise<void> {
  await endTrouble(sql, subscriberId);
}

/** Has all that is put off look for its way now. */
export async function goOn(sql: Sql, subscriberId: string): Promise<void> {
  await sql.execute(
    `UPDATE delivery_task SET due_at = now() WHERE delivery_id IN (
       SELECT delivery_id FROM delivery_task WHERE subscriber_id = $1 AND lease_token IS NULL
         AND due_at > now() AND due_at < 'infinity' ORDER BY due_at FOR UPDATE SKIP LOCKED)`,
    [subscriberId],
  );
  await sql.query("SELECT pg_notify('handoff_event', $1)", [subscriberId]);
}

/** Has the next try go to the first address, where it is left alone: a person asks whether it answers. */
export async function probeSoon(sql: Sql, subscriberId: string, now: Instant): Promise<void> {
  await sql.execute(
    "UPDATE subscriber_reach SET probe_at = $2 WHERE subscriber_id = $1 AND probe_at > $2",
    [subscriberId, now],
  );
}

/** Whoever moves the probe sends it. */
export async function takeProbe(
  sql: Sql,
  { subscriberId }: ClaimedDelivery,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Promise<boolean> {
  const taken = await sql.execute(
    `UPDATE subscriber_reach SET is_probing = true, probe_at = $3
     WHERE subscriber_id = $1 AND probe_at = $2`,
    [subscriberId, from, until],
  );
  return taken > 0;
}
