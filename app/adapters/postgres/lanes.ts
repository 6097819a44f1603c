import type { Block } from "../../domain/plan/block.ts";
import { needsPerson } from "../../domain/plan/block.ts";
import { countedAs, mustRest } from "../../pipeline/counted-as.ts";
import { canonicalReference } from "../../domain/order-record/canonical-reference.ts";
import type { LaneEnd, Lanes, Lease, OrderToWake } from "../../pipeline/ports.ts";
import { secondsToNextLook } from "../../pipeline/next-look.ts";
import type { Database } from "./database.ts";
import { fairClaim } from "./fair-claim.ts";
import { holdsLease, wakeLanes } from "./lane-row.ts";
import type { PlaceInLine } from "./lane-row.ts";
import { roomInBucket } from "./room-in-bucket.ts";
import { markFields } from "./order-fields/mark-fields.ts";
import { settleMessages } from "./settle-messages.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

interface LaneRow {
  readonly shop_id: string;
  readonly order_record_id: string;
  readonly lease_token: string;
  readonly attempts: number;
  readonly surprises: number;
  readonly lost: number;
}

interface HeldRow {
  readonly wanted: string;
  readonly taken: string;
}

/** The lanes: one row an order, leased by one worker, due while there is something to do. */
export function postgresLanes(database: Database): Lanes {
  const claim = fairClaim<LaneRow>(database, {
    table: "lane",
    id: "order_record_id",
    alsoSet: ", taken = wanted",
    room: roomInBucket("shop.shop_id"),
    returning: "q.shop_id, q.order_record_id, q.lease_token, q.attempts, q.surprises, q.lost",
  });
  return {
    claim: async (limit, leaseSeconds, share) =>
      (await claim(limit, leaseSeconds, share)).map(toLease),
    wake: (shopId, order) =>
      database.forShop(shopId, async (sql) => {
        const found = await recordsOf(sql, shopId, order);
        if (found.length === 0) return 0;
        return wakeLanes(sql, { shopId, orderRecordIds: found }, placeOf(order));
      }),
    renew: (lease, leaseSeconds) =>
      database.forShop(lease.shopId, async (sql) => {
        if (!(await holdsLease(sql, lease))) return false;
        await sql.execute(
          `UPDATE lane SET due_at = clock_timestamp() + make_interval(secs => $2) WHERE order_record_id = $1`,
          [lease.orderRecordId, leaseSeconds],
        );
        return true;
      }),
    release: (lease, end) => database.forShop(lease.shopId, (sql) => release(sql, lease, end)),
  };
}

/** Records are woken by people, who wait for what comes of it; the rest by what came from outside. */
function placeOf({ by }: OrderToWake): PlaceInLine {
  return by === "record" ? "first" : "in_turn";
}

/** Claims count themselves; `attempts` are those before this one. */
function toLease(row: LaneRow): Lease {
  const { shop_id: shopId, order_record_id: orderRecordId, lease_token: token } = row;
  const { attempts, surprises, lost } = row;
  return { shopId, orderRecordId, token, attempts: attempts - 1, surprises, lost };
}

/**
 * The record is locked before the lane, as a fold does, so that a release and
 * a fold of one order never wait for each other in a ring.
 */
async function release(sql: Sql, lease: Lease, end: LaneEnd): Promise<void> {
  const { orderRecordId, token } = lease;
  await sql.query("SELECT FROM order_record WHERE id = $1 FOR UPDATE", [orderRecordId]);
  const [held] = await sql.query<HeldRow>(
    "SELECT wanted, taken FROM lane WHERE order_record_id = $1 AND lease_token = $2 FOR UPDATE",
    [orderRecordId, token],
  );
  if (held === undefined) return;
  if (end.kind !== "again") {
    await settleMessages(sql, { shopId: lease.shopId, orderRecordId, taken: held.taken, end });
    if (held.wanted === held.taken) await rememberEnd(sql, orderRecordId, end);
  }
  await endLease(sql, { orderRecordId, hasNewWork: held.wanted !== held.taken }, end);
}

async function rememberEnd(
  sql: Sql,
  orderRecordId: string,
  end: Exclude<LaneEnd, { kind: "again" }>,
): Promise<void> {
  const blocks = end.kind === "blocked" ? end.blocks : [];
  const agreement = agreementOf(end, blocks);
  await sql.execute(
    `UPDATE order_record
     SET agreement = $2, blocks = $3::jsonb, block_codes = $4, updated_at = now(),
       agreed_at = CASE WHEN $2 = 'agreed' THEN now() ELSE agreed_at END,
       blocked_since = CASE WHEN $2 = 'agreed' THEN NULL ELSE coalesce(blocked_since, now()) END
     WHERE id = $1 AND (agreement <> $2 OR blocks <> $3::jsonb OR $2 = 'agreed')`,
    [
      orderRecordId,
      agreement,
      storedJson(blocks),
      [...new Set(blocks.map(({ code }) => code))].sort(),
    ],
  );
  await markFields(sql, [orderRecordId]);
}

function agreementOf(
  end: Exclude<LaneEnd, { kind: "again" }>,
  blocks: readonly Block[],
): "agreed" | "waiting" | "needs_person" {
  switch (end.kind) {
    case "agreed":
      return "agreed";
    case "dead":
      return "needs_person";
    case "blocked":
      return blocks.some(needsPerson) ? "needs_person" : "waiting";
  }
}

/**
 * What came meanwhile makes the lane due at once, unless it could not be worked
 * on; else an order with nothing to do needs no lane.
 */
async function endLease(
  sql: Sql,
  lane: { readonly orderRecordId: string; readonly hasNewWork: boolean },
  end: LaneEnd,
): Promise<void> {
  const { orderRecordId, hasNewWork } = lane;
  const counted = countedAs(end);
  const wait = secondsToNextLook(end);
  if (!hasNewWork && wait === null) {
    await sql.execute("DELETE FROM lane WHERE order_record_id = $1", [orderRecordId]);
    return;
  }
  const seconds = hasNewWork && !mustRest(end) ? 0 : (wait ?? 0);
  await sql.execute(
    `UPDATE lane
     SET lease_token = NULL, taken = NULL, due_at = now() + make_interval(secs => $2),
       attempts = CASE WHEN $4 OR $3 = 'got_on' THEN 0
         WHEN $3 = 'passing' THEN greatest(attempts - 1, 0) ELSE attempts END,
       surprises = CASE $3 WHEN 'surprise' THEN surprises + 1 WHEN 'passing' THEN surprises ELSE 0 END,
       lost = CASE $3 WHEN 'passing' THEN lost ELSE 0 END
     WHERE order_record_id = $1`,
    [orderRecordId, seconds, counted, hasNewWork],
  );
}

/** The records that a wake means; a name only finds those that Shopify's order is not known of. */
async function recordsOf(sql: Sql, shopId: string, order: OrderToWake): Promise<readonly string[]> {
  const rows = await findRecords(sql, shopId, order);
  return rows.map(({ id }) => id);
}

/** Shopify tells us of the fulfillments that we made ourselves, too: their orders were read after that. */
const BY_ORDER_ID = `SELECT f.id FROM (
    SELECT id FROM order_record WHERE shop_id = $1 AND order_id = $2
    UNION
    SELECT order_record_id FROM order_reference WHERE shop_id = $1 AND kind = 'id' AND value = $3
  ) AS f
  WHERE $4::text IS NULL OR NOT (
    EXISTS (SELECT FROM intent AS i WHERE i.order_record_id = f.id AND i.result_id = $4)
    OR EXISTS (SELECT FROM storefront_view AS v WHERE v.order_record_id = f.id
      AND v.view -> 'fulfillments' @> jsonb_build_array(jsonb_build_object('id', $4::text))))`;

interface IdRow {
  readonly id: string;
}

async function findRecords(
  sql: Sql,
  shopId: string,
  order: OrderToWake,
): Promise<readonly IdRow[]> {
  switch (order.by) {
    case "record":
      return sql.query<IdRow>("SELECT id FROM order_record WHERE shop_id = $1 AND id = $2", [
        shopId,
        order.orderRecordId,
      ]);
    case "order_id":
      return sql.query<IdRow>(BY_ORDER_ID, [
        shopId,
        order.orderId,
        canonicalReference({ kind: "id", value: order.orderId }).value,
        order.newFulfillmentId,
      ]);
    case "name":
      return sql.query<IdRow>(
        `SELECT o.id FROM order_reference AS r JOIN order_record AS o ON o.id = r.order_record_id
         WHERE r.shop_id = $1 AND r.kind IN ('name', 'custom') AND r.value = ANY ($2) AND o.order_id IS NULL`,
        [shopId, spellings(order.name)],
      );
  }
}

/** With the shop's prefix as Shopify shows it, and with none. */
function spellings(name: string): readonly string[] {
  return [...new Set([name, name.replace(/^[^\p{L}\p{N}]+/u, "")])];
}
