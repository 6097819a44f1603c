import { MAX_LIVE_SECRETS } from "../../domain/signature/secret.ts";
import type { DataKey, Ids } from "../../pipeline/ports.ts";
import { writeAudit } from "./audit.ts";
import { announceEndpoint } from "./endpoint-changes.ts";
import type { Actor, SourcesParts } from "./sources.ts";
import type { Sql } from "./sql-connection.ts";

export interface SecretRotation {
  readonly endpointId: string;
  /** The new secret. */
  readonly value: string;
  /** How long the secrets before it still sign; 0 ends them at once. */
  readonly overlapSeconds: number;
}

interface SecretParts {
  readonly key: DataKey;
  readonly ids: Ids;
  readonly shopId: string;
}

/** Adds a sealed secret that does not expire; answers its id. */
export async function addSecret(
  sql: Sql,
  { key, ids, shopId }: SecretParts,
  { endpointId, value }: Pick<SecretRotation, "endpointId" | "value">,
): Promise<string> {
  const id = ids.next();
  const place = { table: "signing_secret", column: "value", shopId, rowId: id };
  await sql.execute(
    "INSERT INTO signing_secret (id, shop_id, endpoint_id, value) VALUES ($1, $2, $3, $4)",
    [id, shopId, endpointId, key.seal(place, Buffer.from(value))],
  );
  return id;
}

/** The new secret beside those before it, which expire; the oldest beyond the limit expire now. */
export async function rotateSecret(
  { database, keys, ids }: SourcesParts,
  by: Actor,
  { endpointId, value, overlapSeconds }: SecretRotation,
): Promise<"rotated" | "not_found"> {
  const key = await keys.of(by.shopId);
  return database.forShop(by.shopId, async (sql) => {
    const endpoint = await sql.query(
      "SELECT FROM endpoint WHERE shop_id = $1 AND id = $2 FOR UPDATE",
      [by.shopId, endpointId],
    );
    if (endpoint.length === 0) return "not_found";
    await sql.execute(
      `UPDATE signing_secret SET expires_at = now() + make_interval(secs => $2)
       WHERE endpoint_id = $1 AND (expires_at IS NULL OR expires_at > now() + make_interval(secs => $2))`,
      [endpointId, overlapSeconds],
    );
    const id = await addSecret(sql, { key, ids, shopId: by.shopId }, { endpointId, value });
    await sql.execute(
      `UPDATE signing_secret SET expires_at = now() WHERE id IN (
         SELECT id FROM signing_secret WHERE endpoint_id = $1 AND (expires_at IS NULL OR expires_at > now())
         ORDER BY id DESC OFFSET $2)`,
      [endpointId, MAX_LIVE_SECRETS],
    );
    await writeAudit(sql, ids, {
      ...by,
      action: "secret.rotated",
      subject: endpointId,
      detail: { secret_id: id, overlap_seconds: overlapSeconds },
    });
    await announceEndpoint(sql, endpointId);
    return "rotated";
  });
}
