import { writeAudit } from "../adapters/postgres/audit.ts";
import type { Database } from "../adapters/postgres/database.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { findPreset, type PresetSample, PRESETS } from "../domain/mapping/presets/index.ts";
import type { Sign } from "../domain/signature/sign.ts";
import type { SignedRequest } from "../domain/signature/signed-request.ts";
import { TEST_EVENT_HEADER } from "../domain/test-event.ts";
import type { Receive } from "../pipeline/1-receive.ts";
import type { Delivery } from "../pipeline/intake/delivery.ts";
import type { Clock, Endpoints, Ids } from "../pipeline/ports.ts";
import { findSource, type SourceRow } from "./source-row.ts";
import { testEventBody } from "./test-event-body.ts";

export interface TestEventParts {
  readonly database: Database;
  readonly endpoints: Endpoints;
  readonly receive: Receive;
  readonly sign: Sign;
  readonly clock: Clock;
  readonly ids: Ids;
}

export type TestEventOutcome =
  | { readonly outcome: "accepted"; readonly messageId: string }
  /** The endpoint refused it, as it would refuse the source. */
  | { readonly outcome: "refused"; readonly code: string }
  /** Only the source holds the key of this scheme. */
  | { readonly outcome: "cannot_sign" }
  | { readonly outcome: "not_found" };

/**
 * Signs a sample of the source's own kind and hands it to the receiver that
 * takes every delivery, marked as a test; so an arrival proves endpoint,
 * secret, signature, inbox and mapping, and no order changes.
 */
export async function sendTestEvent(
  parts: TestEventParts,
  by: Actor,
  sourceId: string,
): Promise<TestEventOutcome> {
  const source = await findSource(parts.database, { shopId: by.shopId, sourceId });
  if (source === null) return { outcome: "not_found" };
  const request = await signedSample(parts, source);
  if (request === null) return { outcome: "cannot_sign" };
  const reception = await parts.receive(deliveryOf(source.key, request));
  await noteTest(parts, by, { sourceId, outcome: reception.outcome });
  switch (reception.outcome) {
    case "recorded":
    case "duplicate":
    case "id_reuse_conflict":
      return { outcome: "accepted", messageId: reception.messageId };
    case "refused":
      return { outcome: "refused", code: reception.refusal.code };
    case "abandoned":
      return { outcome: "refused", code: "abandoned" };
  }
}

/** Written after the answer is known, which the entry tells. */
function noteTest(
  { database, ids }: TestEventParts,
  by: Actor,
  { sourceId, outcome }: { readonly sourceId: string; readonly outcome: string },
): Promise<void> {
  return database.forShop(by.shopId, (sql) =>
    writeAudit(sql, ids, {
      ...by,
      action: "source.tested",
      subject: sourceId,
      detail: { outcome },
    }),
  );
}

async function signedSample(
  { endpoints, sign, clock, ids }: TestEventParts,
  source: SourceRow,
): Promise<SignedRequest | null> {
  const endpoint = await endpoints.find(source.key);
  if (endpoint === null) return null;
  const id = ids.next();
  const draft = draftOf(source, id);
  const current = endpoint.secrets.find(({ expiresAt }) => expiresAt === null);
  const secret = current?.value ?? endpoint.secrets[0]?.value ?? "";
  return sign(source.scheme, draft, { secret, id: `test_${id}`, now: clock.now() });
}

function draftOf({ key, preset, deduplication }: SourceRow, id: string): SignedRequest {
  const sample = sampleOf(preset);
  const body = new TextEncoder().encode(testEventBody(sample, deduplication, id));
  const ofRule: SignedRequest["headers"] =
    deduplication.from === "header" ? [[deduplication.name, `test_${id}`]] : [];
  const sampled = Object.entries(sample.headers).filter(
    ([name]) =>
      deduplication.from !== "header" || name.toLowerCase() !== deduplication.name.toLowerCase(),
  );
  const query = sample.query === "" ? "" : `?${sample.query}`;
  return {
    method: "POST",
    url: `/webhooks/oms/${key}${query}`,
    headers: [
      ...sampled,
      ...ofRule,
      [TEST_EVENT_HEADER, "1"],
      ["content-length", String(body.length)],
    ],
    body,
  };
}

const PLAIN_SAMPLE: PresetSample = {
  headers: { "content-type": "application/json" },
  query: "",
  body: '{"status": "shipped", "order": {"name": "#1001"}}',
};

function sampleOf(preset: string | null): PresetSample {
  const known = preset === null ? PRESETS[0] : findPreset(preset);
  return known?.sample ?? PLAIN_SAMPLE;
}

function deliveryOf(endpointKey: string, { method, url, headers, body }: SignedRequest): Delivery {
  return {
    endpointKey,
    method,
    url,
    headers,
    sender: "handoff",
    readBody: (maxBytes) => Promise.resolve(body.length > maxBytes ? "too_large" : body),
  };
}
