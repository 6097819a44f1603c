import type { SourceAccess } from "../../domain/source/source-access.ts";
import type { DataKey, Ids, SourceCredentials } from "../../pipeline/ports.ts";
import { writeAudit } from "./audit.ts";
import type { Database } from "./database.ts";
import { writeWebhookState } from "./fetch-ends.ts";
import { reopenFetches } from "./fetch-starts.ts";
import type { ShopKeys } from "./shop-keys.ts";
import type { Actor } from "./sources.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

/** The credentials as commands change them; each change is one transaction with its audit entry. */
export interface StoredCredentials extends SourceCredentials {
  /** In place of what was there. What could not be fetched for want of it is fetched now. */
  save(by: Actor, sourceId: string, access: SourceAccess): Promise<"saved" | "not_found">;
  remove(by: Actor, sourceId: string): Promise<"removed" | "not_found">;
}

export interface CredentialParts {
  readonly database: Database;
  readonly keys: ShopKeys;
  readonly ids: Ids;
}

interface CredentialRow {
  readonly base_url: string;
  readonly tls: SourceAccess["tls"];
  readonly auth: SourceAccess["auth"];
  readonly inputs: Buffer;
}

export function postgresSourceCredentials(parts: CredentialParts): StoredCredentials {
  return {
    of: (shopId, sourceId) => readAccess(parts, shopId, sourceId),
    save: async (by, sourceId, access) => {
      const key = await parts.keys.of(by.shopId);
      return parts.database.forShop(by.shopId, (sql) =>
        saveAccess(sql, { by, sourceId, key, ids: parts.ids }, access),
      );
    },
    remove: (by, sourceId) =>
      parts.database.forShop(by.shopId, (sql) => removeAccess(sql, parts.ids, { by, sourceId })),
  };
}

async function readAccess(
  { database, keys }: CredentialParts,
  shopId: string,
  sourceId: string,
): Promise<SourceAccess | null> {
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<CredentialRow>(
      "SELECT base_url, tls, auth, inputs FROM source_credential WHERE shop_id = $1 AND source_id = $2",
      [shopId, sourceId],
    ),
  );
  if (row === undefined) return null;
  const opened = (await keys.of(shopId)).open(placeOf(shopId, sourceId), row.inputs);
  // Sealed by us alone, so its form is known.
  const inputs = JSON.parse(Buffer.from(opened).toString()) as SourceAccess["inputs"];
  return { baseUrl: row.base_url, tls: row.tls, auth: row.auth, inputs };
}

interface Change {
  readonly by: Actor;
  readonly sourceId: string;
}

async function saveAccess(
  sql: Sql,
  { by, sourceId, key, ids }: Change & { readonly key: DataKey; readonly ids: Ids },
  { baseUrl, tls, auth, inputs }: SourceAccess,
): Promise<"saved" | "not_found"> {
  const sealed = key.seal(placeOf(by.shopId, sourceId), Buffer.from(JSON.stringify(inputs)));
  const saved = await sql.execute(
    `INSERT INTO source_credential (source_id, shop_id, base_url, tls, auth, inputs, input_names, updated_by)
     SELECT id, shop_id, $3, $4, $5, $6, $7, $8 FROM source WHERE shop_id = $1 AND id = $2 AND removed_at IS NULL
     ON CONFLICT (source_id) DO UPDATE SET base_url = EXCLUDED.base_url, tls = EXCLUDED.tls,
       auth = EXCLUDED.auth, inputs = EXCLUDED.inputs, input_names = EXCLUDED.input_names,
       updated_by = EXCLUDED.updated_by, updated_at = now()`,
    [
      by.shopId,
      sourceId,
      baseUrl,
      storedJson(tls),
      storedJson(auth),
      sealed,
      Object.keys(inputs),
      by.actor,
    ],
  );
  if (saved === 0) return "not_found";
  const healed = await reopenFetches(sql, by.shopId, sourceId);
  for (const messageId of healed) await writeWebhookState(sql, by.shopId, messageId);
  const detail = {
    base_url: baseUrl,
    auth: auth.kind,
    tls: tls.check,
    fetched_again: healed.length,
  };
  await writeAudit(sql, ids, { ...by, action: "credential.saved", subject: sourceId, detail });
  return "saved";
}

async function removeAccess(
  sql: Sql,
  ids: Ids,
  { by, sourceId }: Change,
): Promise<"removed" | "not_found"> {
  const removed = await sql.execute(
    "DELETE FROM source_credential WHERE shop_id = $1 AND source_id = $2",
    [by.shopId, sourceId],
  );
  if (removed === 0) return "not_found";
  await writeAudit(sql, ids, {
    ...by,
    action: "credential.removed",
    subject: sourceId,
    detail: {},
  });
  return "removed";
}

function placeOf(shopId: string, sourceId: string) {
  return { table: "source_credential", column: "inputs", shopId, rowId: sourceId };
}
