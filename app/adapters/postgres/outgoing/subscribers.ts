import type { EventType } from "../../../domain/outgoing/event-type.ts";
import type { Clock, Ids, PushTarget } from "../../../pipeline/ports.ts";
import { isConflict } from "../database-failure.ts";
import type { Database } from "../database.ts";
import type { ShopKeys } from "../shop-keys.ts";
import type { Actor } from "../sources.ts";
import type { Sql } from "../sql-connection.ts";
import { storedJson } from "../stored-text.ts";
import { MAX_SUBSCRIBERS } from "../../../domain/outgoing/subscriber-form.ts";
import { keyDigest, newAccessKey, newSigningSecret, sealSecrets } from "./secrets.ts";
import { noteSubscriber } from "./note-subscriber.ts";
import { forgetReach, goOn } from "./reach.ts";

export interface SubscriberParts {
  readonly database: Database;
  readonly keys: ShopKeys;
  readonly ids: Ids;
  readonly clock: Clock;
}

/** What a merchant says of a subscriber. */
export interface SubscriberSetting extends Pick<
  PushTarget,
  "kind" | "secondUrl" | "tls" | "format" | "language"
> {
  readonly name: string;
  /** Null where nothing is pushed. */
  readonly url: string | null;
  readonly eventTypes: readonly EventType[];
}

/** Told once, and kept only sealed or as a hash. */
export interface FreshAccess {
  readonly secret: string;
  readonly key: string;
}

export type SubscriberAdded =
  | ({ readonly outcome: "added"; readonly subscriberId: string } & FreshAccess)
  | { readonly outcome: "name_taken" | "too_many" };

export async function addSubscriber(
  parts: SubscriberParts,
  by: Actor,
  setting: SubscriberSetting,
): Promise<SubscriberAdded> {
  const subscriberId = parts.ids.next();
  const fresh = { secret: newSigningSecret(), key: newAccessKey() };
  const place = { shopId: by.shopId, subscriberId };
  const secrets = { current: fresh.secret, previous: null };
  const sealed = sealSecrets(await parts.keys.of(by.shopId), place, secrets);
  const values = [subscriberId, by.shopId, ...settingValues(setting)];
  try {
    return await parts.database.forShop(by.shopId, async (sql) => {
      const added = await sql.execute(
        `INSERT INTO subscriber (id, shop_id, name, kind, url, second_url, tls, format, language, event_types, secrets, key_digest)
         SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12
         WHERE (SELECT count(*) FROM subscriber WHERE shop_id = $2) < $13`,
        [...values, sealed, keyDigest(fresh.key), MAX_SUBSCRIBERS],
      );
      if (added === 0) return { outcome: "too_many" };
      const noted = {
        by,
        subscriberId,
        action: "subscriber.added",
        detail: told(setting),
      } as const;
      await noteSubscriber(sql, parts.ids, noted);
      return { outcome: "added", subscriberId, ...fresh };
    });
  } catch (error) {
    if (isConflict(error)) return { outcome: "name_taken" };
    throw error;
  }
}

/** What was known of the address before says nothing of another one. */
const CHANGE = `UPDATE subscriber AS b SET name = $3, kind = $4, url = $5, second_url = $6, tls = $7,
    format = $8, language = $9, event_types = $10, updated_at = now()
  FROM (SELECT id, url, second_url, tls FROM subscriber WHERE id = $1 AND shop_id = $2 FOR UPDATE) AS old
  WHERE b.id = old.id
  RETURNING (b.url, b.tls) IS DISTINCT FROM (old.url, old.tls) AS first_moved,
    b.second_url IS DISTINCT FROM old.second_url AS second_moved`;

interface ChangedRow {
  readonly first_moved: boolean;
  readonly second_moved: boolean;
}

/** What was written down for it before is pushed to where it is from now on. */
export async function changeSubscriber(
  { database, ids }: SubscriberParts,
  by: Actor,
  { subscriberId, setting }: { readonly subscriberId: string; readonly setting: SubscriberSetting },
): Promise<"changed" | "not_found" | "name_taken"> {
  try {
    return await database.forShop(by.shopId, async (sql) => {
      const [changed] = await sql.query<ChangedRow>(CHANGE, [
        subscriberId,
        by.shopId,
        ...settingValues(setting),
      ]);
      if (changed === undefined) return "not_found";
      if (changed.first_moved) await forgetReach(sql, subscriberId);
      if (changed.second_moved) await goOn(sql, subscriberId);
      if (setting.url === null) await keepInstead(sql, subscriberId);
      const noted = {
        by,
        subscriberId,
        action: "subscriber.changed",
        detail: told(setting),
      } as const;
      await noteSubscriber(sql, ids, noted);
      return "changed";
    });
  } catch (error) {
    if (isConflict(error)) return "name_taken";
    throw error;
  }
}

/** Without an address what was still to be pushed waits to be asked for. */
async function keepInstead(sql: Sql, subscriberId: string): Promise<void> {
  await sql.execute("DELETE FROM delivery_task WHERE subscriber_id = $1", [subscriberId]);
  await sql.execute(
    "UPDATE event_delivery SET state = 'kept' WHERE subscriber_id = $1 AND state = 'pending'",
    [subscriberId],
  );
}

/** Paused, nothing is pushed and nothing is lost; resumed, what waited is pushed at once. */
export function setSubscriberState(
  { database, ids }: SubscriberParts,
  by: Actor,
  { subscriberId, state }: { readonly subscriberId: string; readonly state: "active" | "paused" },
): Promise<"changed" | "not_found"> {
  return database.forShop(by.shopId, async (sql) => {
    const changed = await sql.execute(
      "UPDATE subscriber SET state = $3, updated_at = now() WHERE id = $1 AND shop_id = $2",
      [subscriberId, by.shopId, state],
    );
    if (changed === 0) return "not_found";
    if (state === "active") {
      await sql.execute(
        "UPDATE delivery_task SET due_at = now(), queued_at = now() WHERE subscriber_id = $1 AND due_at = 'infinity'",
        [subscriberId],
      );
      await sql.query("SELECT pg_notify('handoff_event', $1)", [subscriberId]);
    }
    await noteSubscriber(
      sql,
      ids,
      state === "active"
        ? { by, subscriberId, action: "subscriber.resumed", detail: {} }
        : { by, subscriberId, action: "subscriber.paused", detail: {} },
    );
    return "changed";
  });
}

/** With all that was to be pushed to it. */
export function removeSubscriber(
  { database, ids }: SubscriberParts,
  by: Actor,
  subscriberId: string,
): Promise<"removed" | "not_found"> {
  return database.forShop(by.shopId, async (sql) => {
    const [gone] = await sql.query<{ readonly name: string }>(
      "DELETE FROM subscriber WHERE id = $1 AND shop_id = $2 RETURNING name",
      [subscriberId, by.shopId],
    );
    if (gone === undefined) return "not_found";
    // After it, so that who writes down an end and who removes wait for each other in one order.
    await forgetReach(sql, subscriberId);
    const { name } = gone;
    await noteSubscriber(sql, ids, {
      by,
      subscriberId,
      action: "subscriber.removed",
      detail: { name },
    });
    await sql.query("SELECT pg_notify('handoff_event', $1)", [subscriberId]);
    return "removed";
  });
}

function settingValues(setting: SubscriberSetting) {
  const { name, kind, url, secondUrl, tls, format, language, eventTypes } = setting;
  return [name, kind, url, secondUrl, storedJson(tls), format, language, eventTypes] as const;
}

function told({ name, kind, url, secondUrl, eventTypes }: SubscriberSetting) {
  const hosts = { host: hostOf(url), second_host: hostOf(secondUrl) };
  return { name, kind, ...hosts, event_types: eventTypes };
}

function hostOf(url: string | null): string | null {
  return url === null ? null : new URL(url).host;
}
