import type { DeduplicationRule } from "../../domain/signature/deduplication.ts";
import type { ResponseContract } from "../../domain/signature/response-contract.ts";
import type { SignatureScheme } from "../../domain/signature/scheme.ts";
import type { LiveSecret } from "../../domain/signature/secret.ts";
import type {
  ContentKind,
  DataKey,
  Endpoints,
  Ids,
  ReceivingEndpoint,
} from "../../pipeline/ports.ts";
import { liveMapping } from "./publishing.ts";
import { keptFor } from "./kept-for.ts";
import type { Database } from "./database.ts";
import { instantOrNull } from "./row-values.ts";
import { noteRejection } from "./rejected-deliveries.ts";
import type { ShopKeys } from "./shop-keys.ts";
import type { NamedStatement } from "./sql-connection.ts";

interface EndpointRow {
  readonly id: string;
  readonly shop_id: string;
  readonly source_id: string;
  readonly state: ReceivingEndpoint["state"];
  readonly scheme: SignatureScheme;
  readonly deduplication: DeduplicationRule;
  readonly max_body_bytes: number;
  readonly accepts: readonly ContentKind[];
  readonly response: ResponseContract;
  readonly strict_reject: boolean;
  readonly secret_id: string | null;
  readonly secret: Buffer | null;
  readonly expires_at: Date | null;
}

/** A notice of a change clears an entry at once; this bounds what a lost notice costs. */
const KEPT_MILLISECONDS = 5_000;

const FIND: NamedStatement = {
  name: "find_endpoint",
  text: `SELECT e.id, e.shop_id, e.source_id, e.state, e.scheme, e.deduplication, e.max_body_bytes, e.accepts, e.response, e.strict_reject,
      s.id AS secret_id, s.value AS secret, s.expires_at
    FROM endpoint AS e
    LEFT JOIN signing_secret AS s ON s.endpoint_id = e.id AND (s.expires_at IS NULL OR s.expires_at > now())
    WHERE e.key = $1
    ORDER BY s.expires_at DESC NULLS FIRST, s.created_at DESC`,
};

/** Endpoints with their secrets opened, kept in memory for seconds. */
export function postgresEndpoints(database: Database, keys: ShopKeys, ids: Ids): Endpoints {
  const kept = keptFor<ReceivingEndpoint | null>(KEPT_MILLISECONDS, (key) =>
    findEndpoint(database, keys, key),
  );
  database.listen("handoff_endpoint", (key) => {
    if (key === null) kept.clear();
    else kept.forget(key);
  });
  return {
    find: (key) => kept.get(key),
    findNow: (key) => findEndpoint(database, keys, key),
    noteRejection: async (endpoint, rejection) => {
      const { shopId, endpointId } = endpoint;
      const place = { id: ids.next(), shopId, endpointId };
      await noteRejection(database, keys, { ...place, ...rejection });
    },
    noteSecretUse: async ({ shopId, endpointId }, secretId, at) => {
      await database.forShop(shopId, (sql) =>
        sql.execute(
          `UPDATE signing_secret SET last_used_at = greatest(last_used_at, $4)
           WHERE shop_id = $1 AND endpoint_id = $2 AND id = $3`,
          [shopId, endpointId, secretId, at],
        ),
      );
    },
  };
}

async function findEndpoint(
  database: Database,
  keys: ShopKeys,
  key: string,
): Promise<ReceivingEndpoint | null> {
  const rows = await database.onQueue((sql) => sql.query<EndpointRow>(FIND, [key]));
  const [row] = rows;
  if (row === undefined) return null;
  const dataKey = await keys.of(row.shop_id);
  return {
    shopId: row.shop_id,
    sourceId: row.source_id,
    endpointId: row.id,
    state: row.state,
    scheme: row.scheme,
    secrets: rows.flatMap((secret) => openSecret(dataKey, secret)),
    maxBodyBytes: row.max_body_bytes,
    accepts: row.accepts,
    deduplication: row.deduplication,
    response: row.response,
    judgedBy: await rulesToJudgeBy(database, row),
  };
}

/** A paused endpoint's messages are not read at all; without a mapping nothing says how to. */
async function rulesToJudgeBy(
  database: Database,
  { shop_id: shopId, source_id: sourceId, state, strict_reject: isStrict }: EndpointRow,
): Promise<ReceivingEndpoint["judgedBy"]> {
  return isStrict && state === "active"
    ? database.forShop(shopId, (sql) => liveMapping(sql, { shopId, sourceId }))
    : null;
}

function openSecret(key: DataKey, row: EndpointRow): readonly LiveSecret[] {
  const { secret_id: id, secret, shop_id: shopId } = row;
  if (id === null || secret === null) return [];
  const place = { table: "signing_secret", column: "value", shopId, rowId: id };
  const value = Buffer.from(key.open(place, secret)).toString("utf8");
  return [{ id, value, expiresAt: instantOrNull(row.expires_at) }];
}
