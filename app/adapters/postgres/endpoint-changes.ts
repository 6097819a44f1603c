import type { Ids } from "../../pipeline/ports.ts";
import { writeAudit } from "./audit.ts";
import type { Actor, EndpointChange } from "./sources.ts";
import type { Sql } from "./sql-connection.ts";
import { storedJson } from "./stored-text.ts";

interface ChangedRow {
  readonly source_id: string;
  readonly state: EndpointChange["state"];
}

/** Changes what is given; everything else stays. */
export async function changeEndpoint(
  sql: Sql,
  { ids, by, endpointId }: { readonly ids: Ids; readonly by: Actor; readonly endpointId: string },
  change: EndpointChange,
): Promise<"changed" | "not_found"> {
  const [changed] = await sql.query<ChangedRow>(
    `UPDATE endpoint SET state = coalesce($3, state), scheme = coalesce($4::jsonb, scheme),
       deduplication = coalesce($5::jsonb, deduplication), accepts = coalesce($6::text[], accepts),
       max_body_bytes = coalesce($7::int, max_body_bytes), response = coalesce($8::jsonb, response),
       strict_reject = coalesce($9::boolean, strict_reject),
       updated_at = now()
     WHERE shop_id = $1 AND id = $2
     RETURNING source_id, state`,
    [
      by.shopId,
      endpointId,
      change.state ?? null,
      change.scheme === undefined ? null : storedJson(change.scheme),
      change.deduplication === undefined ? null : storedJson(change.deduplication),
      change.accepts ?? null,
      change.maxBodyBytes ?? null,
      change.response === undefined ? null : storedJson(change.response),
      change.strictReject ?? null,
    ],
  );
  if (changed === undefined) return "not_found";
  if (changed.state !== "paused") await resumeMessages(sql, by.shopId, changed.source_id);
  await writeAudit(sql, ids, {
    ...by,
    action: "endpoint.changed",
    subject: endpointId,
    detail: { changed: Object.keys(change), state: changed.state },
  });
  await announceEndpoint(sql, endpointId);
  return "changed";
}

/** Tells every process to read the endpoint again. */
export async function announceEndpoint(sql: Sql, endpointId: string): Promise<void> {
  await sql.query("SELECT pg_notify('handoff_endpoint', key) FROM endpoint WHERE id = $1", [
    endpointId,
  ]);
}

/** What was recorded while the source was paused has no due time. */
export async function resumeMessages(sql: Sql, shopId: string, sourceId: string): Promise<void> {
  await sql.execute(
    "UPDATE message_task SET due_at = now() WHERE shop_id = $1 AND due_at = 'infinity' AND source_id = $2",
    [shopId, sourceId],
  );
}
