import type { AlertTarget, DataKey, Ids } from "../../../pipeline/ports.ts";
import { writeAudit } from "../audit.ts";
import type { Database } from "../database.ts";
import type { ShopKeys } from "../shop-keys.ts";
import type { Actor } from "../sources.ts";

export const MAX_CHANNELS = 5;

/** Where a shop's alerts go; addresses and secrets are sealed, since either lets one in. */
export interface AlertChannels {
  /** Answers its id; null where the shop has as many as it may. */
  add(by: Actor, target: AlertTarget): Promise<string | null>;
  remove(by: Actor, channelId: string): Promise<"removed" | "not_found">;
  open(shopId: string, channelId: string): Promise<AlertTarget | null>;
}

export interface ChannelParts {
  readonly database: Database;
  readonly keys: ShopKeys;
  readonly ids: Ids;
}

export function postgresAlertChannels(parts: ChannelParts): AlertChannels {
  return {
    add: (by, target) => add(parts, by, target),
    remove: (by, channelId) => remove(parts, by, channelId),
    open: (shopId, channelId) => open(parts, shopId, channelId),
  };
}

function placeOf(shopId: string, rowId: string) {
  return { table: "alert_channel", column: "target", shopId, rowId };
}

async function add(parts: ChannelParts, by: Actor, target: AlertTarget): Promise<string | null> {
  const id = parts.ids.next();
  const key: DataKey = await parts.keys.of(by.shopId);
  const sealed = key.seal(placeOf(by.shopId, id), Buffer.from(JSON.stringify(target)));
  const host = new URL(target.url).host;
  return parts.database.forShop(by.shopId, async (sql) => {
    const made = await sql.execute(
      `INSERT INTO alert_channel (id, shop_id, kind, host, target)
       SELECT $1, $2, $3, $4, $5
       WHERE (SELECT count(*) FROM alert_channel WHERE shop_id = $2) < $6`,
      [id, by.shopId, target.kind, host, sealed, MAX_CHANNELS],
    );
    if (made === 0) return null;
    const detail = { kind: target.kind, host };
    await writeAudit(sql, parts.ids, { ...by, action: "alert_channel.added", subject: id, detail });
    return id;
  });
}

function remove(
  { database, ids }: ChannelParts,
  by: Actor,
  channelId: string,
): Promise<"removed" | "not_found"> {
  return database.forShop(by.shopId, async (sql) => {
    const [gone] = await sql.query<{ readonly host: string }>(
      "DELETE FROM alert_channel WHERE shop_id = $1 AND id = $2 RETURNING host",
      [by.shopId, channelId],
    );
    if (gone === undefined) return "not_found";
    await writeAudit(sql, ids, {
      ...by,
      action: "alert_channel.removed",
      subject: channelId,
      detail: { host: gone.host },
    });
    return "removed";
  });
}

async function open(
  { database, keys }: ChannelParts,
  shopId: string,
  channelId: string,
): Promise<AlertTarget | null> {
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<{ readonly target: Buffer }>(
      "SELECT target FROM alert_channel WHERE shop_id = $1 AND id = $2",
      [shopId, channelId],
    ),
  );
  if (row === undefined) return null;
  const opened = (await keys.of(shopId)).open(placeOf(shopId, channelId), row.target);
  // Sealed by us alone, so its form is known.
  return JSON.parse(Buffer.from(opened).toString()) as AlertTarget;
}
