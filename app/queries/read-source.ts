import type { Database } from "../adapters/postgres/database.ts";
import { instantIn, instantOrNull } from "../adapters/postgres/row-values.ts";
import type { Sql } from "../adapters/postgres/sql-connection.ts";
import type { Mapping } from "../domain/mapping/mapping.ts";
import type { StatusMap } from "../domain/mapping/mapping-version.ts";
import { readPolicy } from "../domain/plan/read-policy.ts";
import type { ResponseContract } from "../domain/signature/response-contract.ts";
import type { SignatureScheme } from "../domain/signature/scheme.ts";
import { readAccessSummary } from "./read-access.ts";
import { canSign } from "../domain/signature/sign.ts";
import type {
  EndpointState,
  PublishedMapping,
  RejectionView,
  SecretView,
  SourceDetail,
} from "../screens/sources/view.ts";
import type { SourceRole } from "../domain/source/source-role.ts";
import { MOST_COUNTED } from "../domain/mapping/status-lines.ts";
import type { ContentParts } from "./read-content.ts";
import { readShape } from "./read-shape.ts";
import { readWebhookReports } from "./read-webhook-reports.ts";
import { pollingSummary } from "./read-polling.ts";
import { queueSummary } from "./read-queue.ts";
import { countStopped, unmappedStatuses } from "./unmapped-statuses.ts";

export interface SourceRequest {
  readonly shopId: string;
  readonly sourceId: string;
  /** The endpoint's public address by its key. */
  readonly urlOf: (key: string) => string;
}

interface SourceRow {
  readonly id: string;
  readonly name: string;
  readonly role: SourceRole;
  /** As some version of Handoff saved it. */
  readonly policy: unknown;
  readonly endpoint_id: string;
  readonly key: string;
  readonly state: EndpointState;
  readonly scheme: SignatureScheme;
  readonly max_body_bytes: number;
  readonly response: ResponseContract;
  readonly strict_reject: boolean;
}

interface SecretRow {
  readonly id: string;
  readonly created_at: Date;
  readonly last_used_at: Date | null;
  readonly expires_at: Date | null;
}

interface MappingRow {
  readonly version: number;
  readonly mapping: Mapping;
  readonly status_map: StatusMap;
  readonly created_by: string;
  readonly published_at: Date;
}

interface RejectionRow {
  readonly id: string;
  readonly received_at: Date;
  readonly code: string;
  readonly detail: string;
  readonly body_size: number;
}

/** One source with its endpoint, secrets (never their values), mapping and refused deliveries; null where the shop has none such. */
export async function readSource(
  database: Database,
  parts: ContentParts,
  request: SourceRequest,
): Promise<SourceDetail | null> {
  const { shopId, sourceId } = request;
  const source = await readParts(database, request);
  if (source === null) return null;
  const shape = await readShape(database, parts, { shopId, sourceId, live: source.mapping });
  return { ...source, shape };
}

function readParts(
  database: Database,
  { shopId, sourceId, urlOf }: SourceRequest,
): Promise<Omit<SourceDetail, "shape"> | null> {
  return database.forShop(shopId, async (sql) => {
    const row = await readRow(sql, shopId, sourceId);
    if (row === null) return null;
    const { key, state, scheme, max_body_bytes: maxBodyBytes, response } = row;
    const { strict_reject: strictReject } = row;
    return {
      id: row.id,
      name: row.name,
      role: row.role,
      policy: readPolicy(row.policy),
      endpoint: { url: urlOf(key), state, scheme, maxBodyBytes, response, strictReject },
      secrets: await readSecrets(sql, row.endpoint_id),
      mapping: await readMapping(sql, sourceId),
      unmappedStatuses: await unmappedStatuses(sql, { shopId, sourceId }),
      polling: await pollingSummary(sql, sourceId),
      queue: await queueSummary(sql, sourceId),
      reports: await readWebhookReports(sql, { shopId, sourceId, ours: urlOf(key) }),
      stoppedMessages: await countStopped(sql, { shopId, sourceId }, MOST_COUNTED),
      rejections: await readRejections(sql, shopId, row.endpoint_id),
      access: await readAccessSummary(sql, shopId, sourceId),
      canSign: canSign(scheme),
    };
  });
}

async function readRow(sql: Sql, shopId: string, sourceId: string): Promise<SourceRow | null> {
  const [row] = await sql.query<SourceRow>(
    `SELECT s.id, s.name, s.role, s.policy, e.id AS endpoint_id, e.key, e.state, e.scheme, e.max_body_bytes, e.response, e.strict_reject
     FROM source AS s JOIN endpoint AS e ON e.source_id = s.id
     WHERE s.shop_id = $1 AND s.id = $2 ORDER BY e.id LIMIT 1`,
    [shopId, sourceId],
  );
  return row ?? null;
}

/** Those that still count, the one in use first. */
async function readSecrets(sql: Sql, endpointId: string): Promise<readonly SecretView[]> {
  const rows = await sql.query<SecretRow>(
    `SELECT id, created_at, last_used_at, expires_at FROM signing_secret
     WHERE endpoint_id = $1 AND (expires_at IS NULL OR expires_at > now())
     ORDER BY expires_at DESC NULLS FIRST, created_at DESC`,
    [endpointId],
  );
  return rows.map((row) => ({
    id: row.id,
    createdAt: instantIn(row.created_at),
    lastUsedAt: instantOrNull(row.last_used_at),
    expiresAt: instantOrNull(row.expires_at),
  }));
}

async function readMapping(sql: Sql, sourceId: string): Promise<PublishedMapping | null> {
  const [row] = await sql.query<MappingRow>(
    `SELECT version, mapping, status_map, created_by, published_at FROM mapping_version
     WHERE source_id = $1 AND published_at IS NOT NULL
     ORDER BY published_at DESC, version DESC LIMIT 1`,
    [sourceId],
  );
  if (row === undefined) return null;
  const { version, mapping, status_map: statusMap, created_by: publishedBy } = row;
  return { version, mapping, statusMap, publishedBy, publishedAt: instantIn(row.published_at) };
}

async function readRejections(
  sql: Sql,
  shopId: string,
  endpointId: string,
): Promise<readonly RejectionView[]> {
  const rows = await sql.query<RejectionRow>(
    `SELECT id, received_at, code, detail, body_size FROM rejected_delivery
     WHERE shop_id = $1 AND endpoint_id = $2 ORDER BY id DESC LIMIT 20`,
    [shopId, endpointId],
  );
  return rows.map(({ received_at: receivedAt, body_size: bodySize, ...row }) => ({
    ...row,
    receivedAt: instantIn(receivedAt),
    bodySize,
  }));
}
