import type { Actor } from "../adapters/postgres/sources.ts";
import type { PollerSettings } from "../adapters/postgres/poller-settings.ts";
import type { StoredCredentials } from "../adapters/postgres/source-credentials.ts";
import type { Database } from "../adapters/postgres/database.ts";
import { canonicalJson } from "../domain/canonical-json.ts";
import { checkPoller, type PollerFault } from "../domain/polling/definition/check-poller.ts";
import type { PollerDefinition } from "../domain/polling/definition/poller-schema.ts";
import { findPreset } from "../domain/mapping/presets/index.ts";
import { plusSeconds } from "../domain/instant.ts";
import { PUBLIC_TLS } from "../domain/source/tls-rule.ts";
import { firstPage, type FirstPage } from "../pipeline/polling/first-page.ts";
import type { LinePorts } from "../pipeline/polling/source-line.ts";

export interface PollingParts extends LinePorts {
  readonly database: Database;
  readonly pollerSettings: PollerSettings;
  readonly credentials: StoredCredentials;
}

/** What a merchant saves: how the source is polled, where it is, and what it is told. */
export interface PollingOrder {
  readonly sourceId: string;
  /** One of its own, or the ready one of the source's system. */
  readonly definition: PollerDefinition | "preset";
  readonly baseUrl: string;
  /** An input that is left blank keeps what was entered before. */
  readonly inputs: Readonly<Record<string, string>>;
}

export type PollingSaved =
  | { readonly outcome: "saved" }
  | { readonly outcome: "refused"; readonly faults: readonly PollerFault[] }
  /** The base URL leads where no request may go. */
  | { readonly outcome: "base_url"; readonly detail: string }
  | { readonly outcome: "not_found" };

/** Saves how a source is polled; nothing is asked of it before it is turned on or tested. */
export async function savePolling(
  parts: PollingParts,
  by: Actor,
  { sourceId, definition, baseUrl, inputs }: PollingOrder,
): Promise<PollingSaved> {
  const chosen = await chosenDefinition(parts, { shopId: by.shopId, sourceId }, definition);
  if (chosen === null) return { outcome: "not_found" };
  const checked = checkPoller(chosen);
  if ("problems" in checked) return { outcome: "refused", faults: checked.problems };
  const url = baseUrl.trim().replace(/\/+$/, "");
  const blocked = await parts.sourceRequests.check(url);
  if (blocked !== null)
    return { outcome: "base_url", detail: "detail" in blocked ? blocked.detail : blocked.outcome };
  const before = await parts.credentials.of(by.shopId, sourceId);
  const entered = enteredInputs(checked.definition, inputs, before?.inputs ?? {});
  const saved = await parts.credentials.save(by, sourceId, {
    baseUrl: url,
    tls: before?.tls ?? PUBLIC_TLS,
    auth: checked.definition.auth,
    inputs: entered,
  });
  if (saved === "not_found") return { outcome: "not_found" };
  const isSameAccess =
    before?.baseUrl === url && canonicalJson(before.inputs) === canonicalJson(entered);
  const outcome = await parts.pollerSettings.save(by, sourceId, {
    definition: checked.definition,
    session: isSameAccess ? "kept" : "forgotten",
  });
  return { outcome };
}

async function chosenDefinition(
  { database }: PollingParts,
  { shopId, sourceId }: { readonly shopId: string; readonly sourceId: string },
  definition: PollingOrder["definition"],
): Promise<PollerDefinition | null> {
  if (typeof definition === "object") return definition;
  const [row] = await database.forShop(shopId, (sql) =>
    sql.query<{ readonly preset: string | null }>(
      "SELECT preset FROM source WHERE shop_id = $1 AND id = $2 AND removed_at IS NULL",
      [shopId, sourceId],
    ),
  );
  return row?.preset == null ? null : (findPreset(row.preset)?.poller ?? null);
}

function enteredInputs(
  { inputs = [] }: PollerDefinition,
  given: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    inputs.map(({ name }) => {
      const now = given[name]?.trim() ?? "";
      return [name, now === "" ? (before[name] ?? "") : now];
    }),
  );
}

const TEST_DAYS = 30;

/** Reads the first page of the last days as a poll would, and stores nothing. */
export async function testPolling(
  parts: PollingParts,
  by: Actor,
  sourceId: string,
): Promise<FirstPage | { readonly kind: "not_found" }> {
  const access = await parts.credentials.of(by.shopId, sourceId);
  const [row] = await parts.database.forShop(by.shopId, (sql) =>
    sql.query<{ readonly definition: PollerDefinition }>(
      "SELECT definition FROM poller WHERE shop_id = $1 AND source_id = $2",
      [by.shopId, sourceId],
    ),
  );
  if (row === undefined || access === null) return { kind: "not_found" };
  const { definition } = row;
  const from = plusSeconds(parts.clock.now(), -TEST_DAYS * 86_400);
  const to = { shopId: by.shopId, sourceId, definition, access, session: null, bucket: null };
  return firstPage(parts, to, from);
}

const DEFAULT_LOOK_BACK_DAYS = 7;

/** From the watermark, or from some days ago where polling was never on. */
export function turnPollingOn(
  { pollerSettings, clock }: PollingParts,
  by: Actor,
  sourceId: string,
): Promise<"on" | "not_found"> {
  return pollerSettings.turnOn(
    by,
    sourceId,
    plusSeconds(clock.now(), -DEFAULT_LOOK_BACK_DAYS * 86_400),
  );
}
