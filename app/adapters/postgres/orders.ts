import { canonicalReference } from "../../domain/order-record/canonical-reference.ts";
import type { OrderRecord } from "../../domain/order-record/order-record.ts";
import type { OrderReference } from "../../domain/order-record/order-update.ts";
import type { AskedHold } from "../../domain/plan/asked-hold.ts";
import { readPolicy } from "../../domain/plan/read-policy.ts";
import type { StorefrontOrder } from "../../domain/storefront/storefront-order.ts";
import { LeaseLost } from "../../pipeline/lease-lost.ts";
import type { Lease, Orders, OrderWork } from "../../pipeline/ports.ts";
import { isConflict } from "./database-failure.ts";
import type { Database } from "./database.ts";
import { readIntents } from "./intents.ts";
import { holdsLease, takeAll } from "./lane-row.ts";
import { mergeRecords } from "./merge-records.ts";
import { claimReference } from "./order-references.ts";
import { instantOrNull } from "./row-values.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson, storedText } from "./stored-text.ts";
import { untilNoCollision } from "./until-no-collision.ts";

interface OrderRow {
  readonly record: OrderRecord;
  readonly order_id: string | null;
  readonly quiet_before: Date | null;
  readonly hold: AskedHold | null;
}

interface SourceRow {
  readonly id: string;
  readonly role: "oms" | "wms" | "erp";
  /** As some version of Handoff saved it. */
  readonly policy: unknown;
}

/** The order records, for whoever holds the lane. */
export function postgresOrders(database: Database): Orders {
  return {
    load: (lease) => database.forShop(lease.shopId, (sql) => loadOrder(sql, lease)),
    attach: async (lease, order) => {
      const work = () => database.forShop(lease.shopId, (sql) => attach(sql, lease, order));
      try {
        return await untilNoCollision(work);
      } catch (error) {
        // Another record was paired with this order at the same moment: now it is there to merge with.
        if (isConflict(error)) return untilNoCollision(work);
        throw error;
      }
    },
    saveView: (lease, view, readAt) =>
      database.forShop(lease.shopId, async (sql) => {
        if (!(await holdsLease(sql, lease))) return;
        await sql.execute(
          `INSERT INTO storefront_view AS v (order_record_id, shop_id, view, read_at) VALUES ($1, $2, $3, $4)
           ON CONFLICT (order_record_id) DO UPDATE SET view = EXCLUDED.view, read_at = EXCLUDED.read_at
           WHERE v.read_at <= EXCLUDED.read_at`,
          [lease.orderRecordId, lease.shopId, storedJson(view), readAt],
        );
      }),
  };
}

async function loadOrder(sql: Sql, lease: Lease): Promise<OrderWork | null> {
  if (!(await takeAll(sql, lease))) return null;
  const { shopId, orderRecordId } = lease;
  const [order] = await sql.query<OrderRow>(
    "SELECT record, order_id, quiet_before, hold FROM order_record WHERE shop_id = $1 AND id = $2",
    [shopId, orderRecordId],
  );
  if (order === undefined) return null;
  const references = await sql.query<OrderReference>(
    "SELECT kind, value FROM order_reference WHERE order_record_id = $1 ORDER BY kind, value",
    [orderRecordId],
  );
  const sources = await sql.query<SourceRow>(
    "SELECT id, role, policy FROM source WHERE shop_id = $1",
    [shopId],
  );
  return {
    record: order.record,
    references: references.map(({ kind, value }) => ({ kind, value })),
    orderId: order.order_id,
    intents: await readIntents(sql, orderRecordId),
    driving: sources.filter(({ role }) => role === "oms").map(({ id }) => id),
    policies: Object.fromEntries(sources.map(({ id, policy }) => [id, readPolicy(policy)])),
    quietBefore: instantOrNull(order.quiet_before),
    heldSince: order.hold?.at ?? null,
  };
}

/** Records are locked before lanes, in the order of their ids, as everywhere. */
async function attach(
  sql: Sql,
  lease: Lease,
  order: StorefrontOrder,
): Promise<"attached" | "merged"> {
  const { shopId, orderRecordId } = lease;
  const rows = await sql.query<{ id: string; order_id: string | null }>(
    `SELECT id, order_id FROM order_record WHERE shop_id = $1 AND (id = $2 OR order_id = $3)
     ORDER BY id FOR UPDATE`,
    [shopId, orderRecordId, order.id],
  );
  if (!(await holdsLease(sql, lease))) throw new LeaseLost(`the lease of ${orderRecordId} is lost`);
  const holder = rows.find(({ order_id }) => order_id === order.id);
  if (holder !== undefined && holder.id !== orderRecordId) {
    await mergeRecords(sql, { shopId, from: orderRecordId, into: holder.id });
    return "merged";
  }
  await pair(sql, lease, order);
  return "attached";
}

async function pair(sql: Sql, lease: Lease, order: StorefrontOrder): Promise<void> {
  const { shopId, orderRecordId } = lease;
  await sql.execute(
    "UPDATE order_record SET order_id = $2, display_name = $3, updated_at = now() WHERE id = $1",
    [orderRecordId, order.id, storedText(order.name)],
  );
  for (const reference of [
    { kind: "id", value: order.id },
    { kind: "name", value: order.name },
  ] as const) {
    await claimReference(sql, { shopId, orderRecordId }, canonicalReference(reference));
  }
}
