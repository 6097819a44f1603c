import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runImportLogs } from "../../../app/cli/shop-commands.ts";
import type { VerdictCode } from "../../../app/domain/diagnosis/verdict.ts";
import { genericJson } from "../../../app/domain/mapping/presets/generic-json.ts";
import { PUBLIC_TLS } from "../../../app/domain/source/tls-rule.ts";
import { type Instant, instantOf, plusSeconds } from "../../../app/domain/instant.ts";
import { readDiagnoses } from "../../../app/queries/diagnosis/order-diagnosis.ts";
import { createI18n } from "../../../app/screens/i18n/i18n.ts";
import { secretOf } from "../../bad-input/sender.ts";
import { presetSource, type OpenShop } from "../../bad-input/open-shop.ts";
import type { WholeApp } from "../../bad-input/whole-app.ts";
import type { Account } from "../../sandbox/oms/account.ts";
import { type Gateway, startGateway } from "../../sandbox/oms/gateway.ts";
import { type MovedTime, movedTime } from "../../sandbox/oms/moved-time.ts";
import { openAccount } from "../../sandbox/oms/oms.ts";
import type { Order } from "../../sandbox/oms/order.ts";
import { type RunningOms, startOmsSimulator } from "../../sandbox/oms/start.ts";
import { startPicking, takeOrder } from "../../sandbox/oms/take-orders.ts";
import { until } from "../../sandbox/processes/until.ts";
import { POLLER, SIGNED, STATUSES } from "./oms-settings.ts";

/** Where the merchant's URL leads, whatever port the test's front has. */
const PUBLIC_URL = "http://localhost:3000";
/** An OMS that is not patient, so that a stalled answer costs the test little. */
export const TIMEOUT_MILLISECONDS = 6_500;
const WAIT_SECONDS = 90;
const HOUR_SECONDS = 3600;

/** A shop with the app, and an OMS of its own behind a gateway. */
export interface FaultShop {
  readonly oms: RunningOms;
  readonly account: Account;
  readonly time: MovedTime;
  readonly gateway: Gateway;
  /** An order that Shopify and the OMS know. */
  newOrder(lines?: readonly { readonly sku: string; readonly quantity: number }[]): Promise<Order>;
  /** The same, and its picking has come through. */
  toldOrder(lines?: readonly { readonly sku: string; readonly quantity: number }[]): Promise<Order>;
  /** Has the simulated Shopify fail from now on. */
  shopifyFails(fault: object): Promise<void>;
  setEndpoint(state: "active" | "paused" | "stopped"): Promise<void>;
  /** Breaks the stored bytes of every message that still waits. */
  damageWaiting(): Promise<void>;
  importGatewayLog(): Promise<void>;
  /** Until the OMS has nothing left to send. */
  sent(): Promise<void>;
  /** Until the app did all that it can do now. */
  quiet(): Promise<void>;
  /** Has the app poll, and ask the OMS about its webhooks. */
  poll(): Promise<void>;
  /** What the app says of the order, an hour later. */
  verdictOf(order: Order): Promise<Verdict>;
  /** How long each good answer took, as the app keeps it. */
  acknowledgements(): Promise<readonly { readonly eventId: string; readonly seconds: number }[]>;
  close(): Promise<void>;
}

/** A verdict as a person reads it. */
export interface Verdict {
  readonly code: string;
  readonly zone: string;
  readonly owner: string;
  readonly next: string;
  readonly isHealed: boolean;
}

export async function openFaultShop(app: WholeApp, handle: string): Promise<FaultShop> {
  const shop = await app.openShop(handle, ["HAT", "MUG"]);
  const key = await shop.connect({
    ...presetSource(genericJson),
    statusMap: STATUSES,
    scheme: SIGNED,
    deduplication: { from: "header", name: "x-oms-event-id" },
  });
  const time = movedTime();
  const patience = { retryAfter: [1_000, 5_000, 30_000], timeout: TIMEOUT_MILLISECONDS };
  const oms = await startOmsSimulator({ port: 0, time, patience });
  const gateway = await startGateway(`http://127.0.0.1:${String(app.port)}`);
  const account = openAccount(oms.oms, { id: handle, name: handle, locations: ["Main"] });
  Object.assign(account.webhook, {
    url: `${PUBLIC_URL}/webhooks/oms/${key}`,
    secret: secretOf("active"),
    signing: "hmac_hex",
    gateway: gateway.url,
  });
  const ids = await idsOf(app, key);
  const parts: Parts = { app, shop, oms, account, time, gateway, ids, handle };
  const sent = () => sentAll(parts);
  const quiet = () => quietApp(parts);
  return {
    ...{ oms, account, time, gateway, sent, quiet },
    newOrder: (lines) => newOrder(parts, lines),
    async toldOrder(lines) {
      const order = await newOrder(parts, lines);
      startPicking(oms.oms, account, order);
      await sent();
      await quiet();
      return order;
    },
    async shopifyFails(fault) {
      const body = JSON.stringify({ shop: `${handle}.myshopify.com`, ...fault });
      await fetch(`${app.shopifyUrl}/_sandbox/faults`, { method: "POST", body });
    },
    async setEndpoint(state) {
      const by = { shopId: ids.shopId, actor: "test" };
      await app.services.commands.setSourceState(by, { sourceId: ids.sourceId, state });
    },
    async damageWaiting() {
      await app.test.owner.query(
        `UPDATE message AS m SET content = '\\x00'::bytea FROM message_task AS t
         WHERE m.shop_id = $1 AND t.shop_id = m.shop_id AND t.message_id = m.id`,
        [ids.shopId],
      );
    },
    async acknowledgements() {
      const { rows } = await app.test.owner.query<{ eventId: string; seconds: number }>(
        `SELECT event_id AS "eventId", seconds FROM source_log_line
         WHERE shop_id = $1 AND response_code BETWEEN 200 AND 299`,
        [ids.shopId],
      );
      return rows;
    },
    importGatewayLog: () => importGatewayLog(parts),
    poll: () => pollOnce(parts),
    verdictOf: (order) => verdictOf(parts, order),
    async close() {
      await gateway.close();
      await oms.close();
    },
  };
}

interface Ids {
  readonly shopId: string;
  readonly sourceId: string;
}

interface Parts extends Pick<FaultShop, "oms" | "account" | "time" | "gateway"> {
  readonly app: WholeApp;
  readonly shop: OpenShop;
  readonly ids: Ids;
  readonly handle: string;
}

async function idsOf({ test }: WholeApp, key: string): Promise<Ids> {
  const { rows } = await test.owner.query<Ids>(
    `SELECT shop_id AS "shopId", source_id AS "sourceId" FROM endpoint WHERE key = $1`,
    [key],
  );
  const [ids] = rows;
  if (ids === undefined) throw new Error(`no endpoint ${key}`);
  return ids;
}

async function newOrder(
  { shop, oms, account }: Parts,
  lines: readonly { readonly sku: string; readonly quantity: number }[] = [
    { sku: "HAT", quantity: 1 },
  ],
): Promise<Order> {
  const made = await shop.newOrder({ lines: [{ sku: "HAT", quantity: 1 }] });
  return takeOrder(oms.oms, account, {
    name: made.name,
    shopifyOrderId: made.id.replace(/^gid:\/\/shopify\/Order\//, ""),
    lines: lines.map((line) => ({ ...line, title: line.sku })),
  });
}

async function sentAll({ oms, account, time }: Parts): Promise<void> {
  await until("the OMS to have sent everything", WAIT_SECONDS, () => {
    time.goToNext();
    return Promise.resolve(oms.oms.dispatcher.pending(account) === 0 ? true : null);
  });
  time.goToNow();
}

/** What is put off is due now: the app waits by its database's clock. */
async function quietApp({ app, ids }: Parts): Promise<void> {
  await until("the app to be quiet", WAIT_SECONDS, async () => {
    await app.test.owner.query(
      "UPDATE message_task SET due_at = now() WHERE shop_id = $1 AND due_at > now() AND due_at < 'infinity' AND attempts > 0 AND lease_token IS NULL",
      [ids.shopId],
    );
    const { rows } = await app.test.owner.query<{ busy: number }>(
      `SELECT (SELECT count(*) FROM message_task WHERE shop_id = $1 AND due_at < 'infinity')::int
         + (SELECT count(*) FROM lane WHERE shop_id = $1 AND attempts < 4
              AND (lease_token IS NOT NULL OR due_at <= now()))::int
         + (SELECT count(*) FROM lane AS l JOIN order_record AS o ON o.id = l.order_record_id
              WHERE l.shop_id = $1 AND o.agreement = 'pending' AND l.attempts < 4)::int
         + (SELECT count(*) FROM intent WHERE shop_id = $1 AND state = 'sent')::int AS busy`,
      [ids.shopId],
    );
    return rows[0]?.busy === 0 ? true : null;
  });
}

async function pollOnce(parts: Parts): Promise<void> {
  const { app, ids, oms, account } = parts;
  const { credentials, pollerSettings } = app.test.adapter;
  const by = { shopId: ids.shopId, actor: "test" };
  const inputs = { api_key: account.apiKey };
  const access = { baseUrl: oms.url, tls: PUBLIC_TLS, auth: POLLER.auth, inputs };
  await credentials.save(by, ids.sourceId, access);
  await pollerSettings.save(by, ids.sourceId, { definition: POLLER, session: "forgotten" });
  await pollerSettings.turnOn(by, ids.sourceId, plusSeconds(now(), -24 * HOUR_SECONDS));
  await until("the source's log to be read", WAIT_SECONDS, async () => {
    const { rows } = await app.test.owner.query<{ isRead: boolean; problem: string | null }>(
      `SELECT l.read_until IS NOT NULL AS "isRead", coalesce(p.problem, l.problem)::text AS problem
       FROM poller AS p LEFT JOIN source_log_reading AS l ON l.source_id = p.source_id
       WHERE p.source_id = $1 AND p.poll_id IS NULL`,
      [ids.sourceId],
    );
    const [row] = rows;
    if (row?.problem != null) throw new Error(row.problem);
    return row?.isRead === true ? true : null;
  });
  await pollerSettings.turnOff(by, ids.sourceId);
  await quietApp(parts);
}

async function importGatewayLog({ app, gateway, handle }: Parts): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "gateway-log-"));
  const file = path.join(folder, "gateway.ndjson");
  writeFileSync(file, gateway.log.join("\n"));
  const command = { database: app.test.database, now: now(), urlOf };
  await runImportLogs(command, file, { shop: `${handle}.myshopify.com` });
  rmSync(folder, { recursive: true });
}

async function verdictOf({ app, ids }: Parts, order: Order): Promise<Verdict> {
  const { rows } = await app.test.owner.query<{ id: string }>(
    "SELECT id FROM order_record WHERE shop_id = $1 AND display_name = $2",
    [ids.shopId, order.name],
  );
  const [diagnosis, ...others] = await readDiagnoses(app.test.database, {
    shopId: ids.shopId,
    orderRecordIds: rows.map(({ id }) => id),
    now: plusSeconds(now(), HOUR_SECONDS),
    urlOf,
  });
  if (diagnosis === undefined || others.length > 0) {
    throw new Error(`${String(rows.length)} orders are called ${order.name}`);
  }
  const { verdict } = diagnosis;
  if (verdict === null) return NO_FAULT;
  const { code, zone, owner, healedAt } = verdict;
  return { code, zone, owner, next: nextAction(code), isHealed: healedAt !== null };
}

/** As the order's page says it. */
function nextAction(code: VerdictCode): string {
  return english(`verdicts.verdict.${code}.action`);
}

const english = createI18n("en").t;

export const NO_FAULT: Verdict = {
  code: "no_fault",
  zone: "",
  owner: "",
  next: "",
  isHealed: false,
};

function urlOf(key: string): string {
  return `${PUBLIC_URL}/webhooks/oms/${key}`;
}

function now(): Instant {
  return instantOf(Date.now());
}
