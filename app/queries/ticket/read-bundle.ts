import type { Database } from "../../adapters/postgres/database.ts";
import { readEvidence } from "../../adapters/postgres/diagnosis/read-evidence.ts";
import { type NamedLedger, readLedgers } from "../../adapters/postgres/ledger/read-ledgers.ts";
import type { Sql } from "../../adapters/postgres/sql-connection.ts";
import type { OrderEvidence } from "../../domain/diagnosis/evidence.ts";
import type { Instant } from "../../domain/instant.ts";
import { redactionOf } from "../../domain/ticket/redaction.ts";
import { type AppVersions, BUNDLE_FORMAT, BUNDLE_VERSION } from "../../domain/ticket/bundle.ts";
import type { TicketBundle } from "../../domain/ticket/bundle.ts";
import type { BundleView, OrderDiagnosis } from "../../screens/diagnosis/view.ts";
import { codesOf, diagnosisView, ordersByCause } from "../diagnosis/order-diagnosis.ts";
import { type IntentRow, readIntents } from "../order-rows.ts";
import type { ContentParts } from "../read-content.ts";
import { type OrderNames, readBundledSources, readNames } from "./bundle-rows.ts";
import { bundledOrder, bundledSource } from "./bundled-order.ts";
import { personalTextsOf } from "./personal-texts-of.ts";

export interface BundleRequest {
  readonly shopId: string;
  readonly orderRecordIds: readonly string[];
  readonly now: Instant;
  readonly urlOf: (key: string) => string;
}

export interface BundleParts extends ContentParts {
  readonly appVersions: AppVersions;
}

/** A bundle, and what its page says. */
export interface MadeBundle {
  readonly bundle: TicketBundle;
  /** Redacted as the bundle is. */
  readonly orders: readonly OrderDiagnosis[];
}

/** The bundle for the page that makes a file of it. */
export function bundleView({ bundle, orders }: MadeBundle): BundleView {
  const { madeAt, app } = bundle;
  const paths = bundle.orders.flatMap((order) => order.paths);
  return { madeAt, app, orders, paths, json: `${JSON.stringify(bundle, null, 2)}\n` };
}

/**
 * Everything that a ticket about these orders needs, with nothing about a
 * person and no key in it: what is personal in the orders' messages is looked
 * up and taken out of every text, wherever a mapping carried it.
 */
export async function readBundle(
  database: Database,
  parts: BundleParts,
  request: BundleRequest,
): Promise<MadeBundle> {
  const { shopId, now } = request;
  const found = await database.forShop(shopId, (sql) => readAll(sql, request));
  const evidences = found.evidences.map(withoutUnopened);
  const messages = evidences.flatMap((evidence) => evidence.messages.slice(0, MOST_OPENED));
  const personal = await personalTextsOf(database, parts, { shopId, messages });
  const own = ownNames(found.names, evidences);
  const redact = redactionOf([...personal].filter((text) => !own.has(text)));
  const orders = evidences.map((evidence) =>
    bundledOrder({ evidence, ...partsOf(found, evidence.orderRecordId) }, redact),
  );
  const bundle = {
    format: BUNDLE_FORMAT,
    version: BUNDLE_VERSION,
    madeAt: now,
    app: parts.appVersions,
    shop: found.shop,
    orders,
    sources: found.sources.map((source) => bundledSource(source, redact)),
  } as const;
  const counts = await database.forShop(shopId, (sql) =>
    ordersByCause(sql, shopId, {
      codes: orders.flatMap(({ diagnosis }) => codesOf(diagnosis)),
      now,
    }),
  );
  return { bundle, orders: orders.map((order) => diagnosisView(order, counts)) };
}

/** Of each order the newest; nobody reads of more. */
const MOST_OPENED = 200;
const NOT_LOOKED_AT = "…";

/** What was not opened may quote what nobody looked for. */
function withoutUnopened(evidence: OrderEvidence): OrderEvidence {
  const messages = evidence.messages.map((message, at) =>
    at < MOST_OPENED ? message : { ...message, detail: NOT_LOOKED_AT },
  );
  return { ...evidence, messages };
}

/** What the ticket is about is told, even where it looks like somebody's number. */
function ownNames(names: Found["names"], evidences: readonly OrderEvidence[]): ReadonlySet<string> {
  const references = [...names.values()].flatMap((one) => one.references);
  const told = references.filter(({ kind }) => kind === "id" || kind === "name");
  const all = [...evidences.map(({ name }) => name), ...told.map(({ value }) => value)];
  return new Set(all.flatMap((name) => [name, name.replace(/^#/, "")]));
}

interface Found {
  readonly shop: string;
  readonly evidences: readonly OrderEvidence[];
  readonly ledgers: readonly NamedLedger[];
  readonly names: ReadonlyMap<string, OrderNames>;
  readonly intents: readonly IntentRow[];
  readonly sources: TicketBundle["sources"];
}

async function readAll(sql: Sql, request: BundleRequest): Promise<Found> {
  const { shopId, orderRecordIds } = request;
  const read = await readEvidence(sql, request);
  const evidences = orderRecordIds.flatMap((id) => read.filter((one) => one.orderRecordId === id));
  const ledgers = await readLedgers(sql, shopId, orderRecordIds);
  const shops = await sql.query<{ readonly domain: string }>(
    "SELECT domain FROM shop WHERE id = $1",
    [shopId],
  );
  return {
    shop: shops[0]?.domain ?? "",
    evidences,
    ledgers,
    names: await readNames(sql, shopId, orderRecordIds),
    intents: await readIntents(sql, orderRecordIds),
    sources: await readBundledSources(sql, {
      shopId,
      sourceIds: sourcesOf(evidences),
      versionIds: versionsOf(ledgers),
      refusals: evidences[0]?.refusals ?? [],
    }),
  };
}

/** Those that spoke of the orders; where none did, those that should have. */
function sourcesOf(evidences: readonly OrderEvidence[]): readonly string[] {
  const spoke = evidences.flatMap(({ claims, messages, log }) =>
    [...claims, ...messages, ...log].map(({ sourceId }) => sourceId),
  );
  const driving = (evidences[0]?.sources ?? []).filter(({ role }) => role === "oms");
  return [...new Set(spoke.length > 0 ? spoke : driving.map(({ sourceId }) => sourceId))];
}

function versionsOf(ledgers: readonly NamedLedger[]): readonly string[] {
  const ids = ledgers.flatMap(({ entries }) =>
    entries.flatMap(({ entry }) => entry.mappingVersionId ?? []),
  );
  return [...new Set(ids)];
}

function partsOf({ ledgers, names, intents }: Found, orderRecordId: string) {
  return {
    ledger: ledgers.find((one) => one.orderRecordId === orderRecordId) ?? null,
    names: names.get(orderRecordId) ?? { orderId: null, agreedAt: null, references: [] },
    intents: intents.filter((one) => one.order_record_id === orderRecordId),
  };
}
