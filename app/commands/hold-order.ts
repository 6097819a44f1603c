import { writeAudit } from "../adapters/postgres/audit.ts";
import type { Database } from "../adapters/postgres/database.ts";
import { wakeLanes } from "../adapters/postgres/lane-row.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import { storedJson } from "../adapters/postgres/stored-text.ts";
import type { AskedHold } from "../domain/plan/asked-hold.ts";
import type { Clock, Ids } from "../pipeline/ports.ts";

export interface OrderCareParts {
  readonly database: Database;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** In whose name something is done, in the transaction under way. */
export interface Doing extends Pick<OrderCareParts, "ids" | "clock"> {
  readonly sql: Sql;
  readonly by: Actor;
}

export type Held = "held" | "held_already" | "not_found";
export type Released = "released" | "not_held" | "not_found";

interface HoldRow {
  readonly hold: AskedHold | null;
}

/** Asks for a hold on what is left to ship; the order's lane places it in Shopify, and keeps it until it is released. */
export async function placeHold(
  doing: Doing,
  { orderRecordId, reason }: { readonly orderRecordId: string; readonly reason: string | null },
): Promise<Held> {
  const row = await lockHold(doing, orderRecordId);
  if (row === null) return "not_found";
  if (row.hold !== null) return "held_already";
  const hold: AskedHold = { by: doing.by.actor, at: doing.clock.now(), reason };
  await writeHold(doing, orderRecordId, hold);
  await note(doing, orderRecordId, { action: "order.held", detail: { reason } });
  return "held";
}

/** Ends a hold that was asked for; the order's lane releases it in Shopify, and nobody else's. */
export async function releaseHold(doing: Doing, orderRecordId: string): Promise<Released> {
  const row = await lockHold(doing, orderRecordId);
  if (row === null) return "not_found";
  if (row.hold === null) return "not_held";
  await writeHold(doing, orderRecordId, null);
  await note(doing, orderRecordId, { action: "order.hold_released", detail: {} });
  return "released";
}

async function lockHold({ sql, by }: Doing, orderRecordId: string): Promise<HoldRow | null> {
  const [row] = await sql.query<HoldRow>(
    "SELECT hold FROM order_record WHERE shop_id = $1 AND id = $2 FOR UPDATE",
    [by.shopId, orderRecordId],
  );
  return row ?? null;
}

async function writeHold(
  { sql, by: { shopId } }: Doing,
  orderRecordId: string,
  hold: AskedHold | null,
): Promise<void> {
  await sql.execute(
    "UPDATE order_record SET hold = $3, updated_at = now() WHERE shop_id = $1 AND id = $2",
    [shopId, orderRecordId, hold === null ? null : storedJson(hold)],
  );
  await wakeLanes(sql, { shopId, orderRecordIds: [orderRecordId] }, "first");
}

function note(
  { sql, ids, by }: Doing,
  subject: string,
  entry: {
    readonly action: "order.held" | "order.hold_released";
    readonly detail: Readonly<Record<string, unknown>>;
  },
): Promise<void> {
  return writeAudit(sql, ids, { ...by, ...entry, subject });
}
