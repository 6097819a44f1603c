import { plusSeconds } from "../../../domain/instant.ts";
import type { Actor } from "../sources.ts";
import { noteSubscriber } from "./note-subscriber.ts";
import { keyDigest, newAccessKey, newSigningSecret, openSecrets, sealSecrets } from "./secrets.ts";
import type { SubscriberParts } from "./subscribers.ts";

/** For how long the secret before still signs. */
const OVERLAP_SECONDS = 24 * 3600;

/** A new signing secret; the one before signs beside it for a day. Null where there is no such subscriber. */
export async function rotateSubscriberSecret(
  { database, keys, ids, clock }: SubscriberParts,
  by: Actor,
  subscriberId: string,
): Promise<string | null> {
  const key = await keys.of(by.shopId);
  const place = { shopId: by.shopId, subscriberId };
  return database.forShop(by.shopId, async (sql) => {
    const [row] = await sql.query<{ readonly secrets: Buffer }>(
      "SELECT secrets FROM subscriber WHERE id = $1 AND shop_id = $2 FOR UPDATE",
      [subscriberId, by.shopId],
    );
    if (row === undefined) return null;
    const { current: secret } = openSecrets(key, place, row.secrets);
    const previous = { secret, until: plusSeconds(clock.now(), OVERLAP_SECONDS) };
    const current = newSigningSecret();
    await sql.execute(
      "UPDATE subscriber SET secrets = $3, updated_at = now() WHERE id = $1 AND shop_id = $2",
      [subscriberId, by.shopId, sealSecrets(key, place, { current, previous })],
    );
    const detail = { overlap_seconds: OVERLAP_SECONDS };
    await noteSubscriber(sql, ids, {
      by,
      subscriberId,
      action: "subscriber.secret_rotated",
      detail,
    });
    return current;
  });
}

/** A new key to ask with; the one before ends at once. Null where there is no such subscriber. */
export function renewSubscriberKey(
  { database, ids }: SubscriberParts,
  by: Actor,
  subscriberId: string,
): Promise<string | null> {
  const key = newAccessKey();
  return database.forShop(by.shopId, async (sql) => {
    const changed = await sql.execute(
      "UPDATE subscriber SET key_digest = $3, updated_at = now() WHERE id = $1 AND shop_id = $2",
      [subscriberId, by.shopId, keyDigest(key)],
    );
    if (changed === 0) return null;
    await noteSubscriber(sql, ids, {
      by,
      subscriberId,
      action: "subscriber.key_renewed",
      detail: {},
    });
    // Streams that were opened with the key before end.
    await sql.query("SELECT pg_notify('handoff_event', $1)", [subscriberId]);
    return key;
  });
}
