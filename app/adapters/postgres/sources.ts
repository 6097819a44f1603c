import { randomBytes } from "node:crypto";
import type { Mapping } from "../../domain/mapping/mapping.ts";
import type { MappingVersion, StatusMap } from "../../domain/mapping/mapping-version.ts";
import type { Policy } from "../../domain/plan/policy.ts";
import type { DeduplicationRule } from "../../domain/signature/deduplication.ts";
import { STANDARD_RESPONSE } from "../../domain/signature/response-contract.ts";
import type { ResponseContract } from "../../domain/signature/response-contract.ts";
import type { SignatureScheme } from "../../domain/signature/scheme.ts";
import type { ContentKind, Ids, ReceivingEndpoint } from "../../pipeline/ports.ts";
import { writeAudit } from "./audit.ts";
import { isConflict } from "./database-failure.ts";
import type { Database } from "./database.ts";
import { announceEndpoint, changeEndpoint } from "./endpoint-changes.ts";
import { publishMapping, publishVersion } from "./mapping-versions.ts";
import type { ShopKeys } from "./shop-keys.ts";
import { removeSource } from "./remove-source.ts";
import { addSecret, rotateSecret } from "./signing-secrets.ts";
import type { SecretRotation } from "./signing-secrets.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson, storedText } from "./stored-text.ts";

/** Who does it, and for which shop. */
export interface Actor {
  readonly shopId: string;
  /** A staff member's id or `system`, for the audit. */
  readonly actor: string;
}

export interface NewSource {
  readonly name: string;
  readonly role: "oms" | "wms" | "erp";
  readonly preset: string | null;
  readonly policy: Policy;
  readonly scheme: SignatureScheme;
  readonly deduplication: DeduplicationRule;
  readonly accepts: readonly ContentKind[];
  /** The standard one where left out. */
  readonly response?: ResponseContract;
  /** Null for schemes without a shared secret. */
  readonly secret: string | null;
  /** Null where it is still to be made: messages wait for it. */
  readonly mapping: Mapping | null;
  readonly statusMap: StatusMap;
}

export type CreatedSource =
  | {
      readonly outcome: "created";
      readonly sourceId: string;
      readonly endpointId: string;
      /** The unguessable last part of the webhook URL. */
      readonly endpointKey: string;
      /** Null where it was made without a mapping. */
      readonly mappingVersionId: string | null;
    }
  /** The shop has a source of this name. */
  | { readonly outcome: "name_taken" };

export interface EndpointChange {
  readonly state?: ReceivingEndpoint["state"];
  readonly scheme?: SignatureScheme;
  readonly deduplication?: DeduplicationRule;
  readonly accepts?: readonly ContentKind[];
  readonly response?: ResponseContract;
  /** Whether what cannot be read is answered with 422; it is kept in any case. */
  readonly strictReject?: boolean;
  /** Bytes. */
  readonly maxBodyBytes?: number;
}

export interface SourceChange {
  readonly name?: string;
  readonly policy?: Policy;
}

export interface NewMapping {
  readonly sourceId: string;
  readonly mapping: Mapping;
  readonly statusMap: StatusMap;
}

/** What a merchant sets up; each change is one transaction with its audit entry. */
export interface Sources {
  /** A source with its endpoint, its first secret and, if it has one, its first published mapping. */
  create(by: Actor, source: NewSource): Promise<CreatedSource>;
  change(
    by: Actor,
    sourceId: string,
    change: SourceChange,
  ): Promise<"changed" | "not_found" | "name_taken">;
  /** For good; what it sent stays readable. */
  remove(by: Actor, sourceId: string): Promise<"removed" | "not_found">;
  /** Resuming a paused endpoint makes what it recorded meanwhile due. */
  changeEndpoint(
    by: Actor,
    endpointId: string,
    change: EndpointChange,
  ): Promise<"changed" | "not_found">;
  /** The new secret signs from now on; the others until the overlap ends. At most three stay live. */
  rotateSecret(by: Actor, rotation: SecretRotation): Promise<"rotated" | "not_found">;
  /** Saves and publishes; messages from now on are interpreted by it. Null where there is no such source. */
  publishMapping(by: Actor, mapping: NewMapping): Promise<MappingVersion | null>;
  /** Puts an earlier version in force again. */
  publishVersion(by: Actor, mappingVersionId: string): Promise<"published" | "not_found">;
}

export interface SourcesParts {
  readonly database: Database;
  readonly keys: ShopKeys;
  readonly ids: Ids;
}

const ENDPOINT_KEY_BYTES = 24;

export function postgresSources(parts: SourcesParts): Sources {
  const { database } = parts;
  return {
    create: async (by, source) => {
      try {
        return await createSource(parts, by, source);
      } catch (error) {
        if (isConflict(error)) return { outcome: "name_taken" };
        throw error;
      }
    },
    change: async (by, sourceId, change) => {
      try {
        return await database.forShop(by.shopId, (sql) =>
          changeSource(sql, { ids: parts.ids, by, sourceId }, change),
        );
      } catch (error) {
        if (isConflict(error)) return "name_taken";
        throw error;
      }
    },
    remove: (by, sourceId) =>
      database.forShop(by.shopId, (sql) => removeSource(sql, { ids: parts.ids, by, sourceId })),
    changeEndpoint: (by, endpointId, change) =>
      database.forShop(by.shopId, (sql) =>
        changeEndpoint(sql, { ids: parts.ids, by, endpointId }, change),
      ),
    rotateSecret: (by, rotation) => rotateSecret(parts, by, rotation),
    publishMapping: (by, mapping) =>
      database.forShop(by.shopId, (sql) => publishMapping(sql, { ids: parts.ids, by }, mapping)),
    publishVersion: (by, id) =>
      database.forShop(by.shopId, (sql) => publishVersion(sql, { ids: parts.ids, by }, id)),
  };
}

async function createSource(
  { database, keys, ids }: SourcesParts,
  by: Actor,
  source: NewSource,
): Promise<CreatedSource> {
  const key = await keys.of(by.shopId);
  const [sourceId, endpointId] = [ids.next(), ids.next()];
  const endpointKey = randomBytes(ENDPOINT_KEY_BYTES).toString("base64url");
  return database.forShop(by.shopId, async (sql) => {
    await insertSource(sql, { shopId: by.shopId, sourceId }, source);
    await insertEndpoint(sql, { shopId: by.shopId, sourceId, endpointId, endpointKey }, source);
    if (source.secret !== null) {
      await addSecret(sql, { key, ids, shopId: by.shopId }, { endpointId, value: source.secret });
    }
    const { mapping, statusMap } = source;
    const version =
      mapping === null
        ? null
        : await publishMapping(sql, { ids, by }, { sourceId, mapping, statusMap });
    await writeAudit(sql, ids, {
      ...by,
      action: "source.created",
      subject: sourceId,
      detail: { name: source.name, role: source.role, preset: source.preset },
    });
    await announceEndpoint(sql, endpointId);
    return {
      outcome: "created",
      sourceId,
      endpointId,
      endpointKey,
      mappingVersionId: version?.id ?? null,
    };
  });
}

async function insertSource(
  sql: Sql,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string },
  { name, role, preset, policy }: NewSource,
): Promise<void> {
  await sql.execute(
    "INSERT INTO source (id, shop_id, name, role, preset, policy) VALUES ($1, $2, $3, $4, $5, $6)",
    [sourceId, shopId, storedText(name), role, preset, storedJson(policy)],
  );
}

interface EndpointPlace {
  readonly shopId: string;
  readonly sourceId: string;
  readonly endpointId: string;
  readonly endpointKey: string;
}

async function insertEndpoint(sql: Sql, place: EndpointPlace, source: NewSource): Promise<void> {
  await sql.execute(
    `INSERT INTO endpoint (id, shop_id, source_id, key, scheme, deduplication, accepts, response)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      place.endpointId,
      place.shopId,
      place.sourceId,
      place.endpointKey,
      storedJson(source.scheme),
      storedJson(source.deduplication),
      source.accepts,
      storedJson(source.response ?? STANDARD_RESPONSE),
    ],
  );
}

async function changeSource(
  sql: Sql,
  { ids, by, sourceId }: { readonly ids: Ids; readonly by: Actor; readonly sourceId: string },
  change: SourceChange,
): Promise<"changed" | "not_found"> {
  const changed = await sql.execute(
    `UPDATE source SET name = coalesce($3, name), policy = coalesce($4::jsonb, policy), updated_at = now()
     WHERE shop_id = $1 AND id = $2 AND removed_at IS NULL`,
    [
      by.shopId,
      sourceId,
      change.name === undefined ? null : storedText(change.name),
      change.policy === undefined ? null : storedJson(change.policy),
    ],
  );
  if (changed === 0) return "not_found";
  await writeAudit(sql, ids, {
    ...by,
    action: "source.changed",
    subject: sourceId,
    detail: { ...change },
  });
  return "changed";
}
