import type { Database } from "../adapters/postgres/database.ts";
import type { Actor, Sources } from "../adapters/postgres/sources.ts";
import { contractOf } from "../domain/source/endpoint-form.ts";
import type { EndpointForm } from "../domain/source/endpoint-form.ts";
import type { FieldErrors } from "../domain/source/source-form.ts";
import type { SourceRequests } from "../pipeline/ports.ts";
import { withKeys } from "./public-keys.ts";
import { findSource } from "./source-row.ts";

export interface EndpointParts {
  readonly database: Database;
  readonly sources: Sources;
  readonly sourceRequests: SourceRequests;
}

export type EndpointSaved =
  | { readonly outcome: "saved" }
  | { readonly outcome: "invalid"; readonly errors: FieldErrors<EndpointForm> }
  | { readonly outcome: "not_found" };

/** Counts from the next delivery on. */
export async function saveEndpoint(
  { database, sources, sourceRequests }: EndpointParts,
  by: Actor,
  { sourceId, form }: { readonly sourceId: string; readonly form: EndpointForm },
): Promise<EndpointSaved> {
  const source = await findSource(database, { shopId: by.shopId, sourceId });
  if (source === null) return { outcome: "not_found" };
  const scheme = await withKeys(source.scheme, form, sourceRequests);
  if ("errors" in scheme) return { outcome: "invalid", errors: scheme.errors };
  const outcome = await sources.changeEndpoint(by, source.endpoint_id, {
    response: contractOf(form),
    strictReject: form.unreadable === "reject",
    ...(scheme === source.scheme ? {} : { scheme }),
  });
  return { outcome: outcome === "changed" ? "saved" : "not_found" };
}
