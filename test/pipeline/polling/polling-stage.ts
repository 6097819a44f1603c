import { postgresSourceLogs } from "../../../app/adapters/postgres/diagnosis/source-logs.ts";
import { sourceRequests } from "../../../app/adapters/oms/outgoing/source-requests.ts";
import { cryptography } from "../../../app/adapters/system/cryptography.ts";
import { systemClock } from "../../../app/adapters/system/clock.ts";
import { systemGunzip } from "../../../app/adapters/system/gunzip.ts";
import { threadedPageReader } from "../../../app/adapters/system/page-reader/page-reader.ts";
import { systemMetrics } from "../../../app/adapters/system/metrics.ts";
import type { PollerDefinition } from "../../../app/domain/polling/definition/poller-schema.ts";
import { instantOf } from "../../../app/domain/instant.ts";
import type { PollProblem } from "../../../app/domain/polling/problem.ts";
import type { SourceAccess } from "../../../app/domain/source/source-access.ts";
import { PUBLIC_TLS } from "../../../app/domain/source/tls-rule.ts";
import { interpretMessage } from "../../../app/pipeline/4-interpret.ts";
import { recorder } from "../../../app/pipeline/intake/recorder.ts";
import type { Clock, Pollers, SourceRequests, StoredMessage } from "../../../app/pipeline/ports.ts";
import type { BackfillPorts } from "../../../app/pipeline/runs/backfill-slice.ts";
import type { LineTo } from "../../../app/pipeline/polling/source-line.ts";
import { readPolling } from "../../../app/queries/read-polling.ts";
import type { PollingView } from "../../../app/screens/polling/view.ts";
import { pollWork } from "../../../app/worker/poll-work.ts";
import { interpretHere } from "../../interpret-here.ts";
import { freshDatabase } from "../../postgres.ts";
import type { TestDatabase } from "../../postgres.ts";
import { recordingLog } from "../../routes/recording-log.ts";
import { startOmsSimulator } from "../../sandbox/oms/start.ts";
import type { Account } from "../../sandbox/oms/account.ts";
import { openAccount } from "../../sandbox/oms/oms.ts";
import type { RunningOms } from "../../sandbox/oms/start.ts";
import type { OmsTime } from "../../sandbox/oms/time.ts";
import type { Order } from "../../sandbox/oms/order.ts";
import { ship } from "../../sandbox/oms/ship.ts";
import { takeOrder } from "../../sandbox/oms/take-orders.ts";
import { connectPolledSource } from "./polled-source.ts";

/** PostgreSQL, the inbox, the poller and a simulated OMS, as they run together; the worker's turns are the test's. */
export interface PollingStage {
  readonly oms: RunningOms;
  readonly account: Account;
  readonly shopId: string;
  readonly sourceId: string;
  readonly test: TestDatabase;
  /** What the poller waited, in seconds; no test waits for it. */
  readonly waits: number[];
  set(definition: PollerDefinition, access?: Partial<SourceAccess>): Promise<void>;
  /** Polls until the source's poll has ended, and interprets what came. */
  poll(): Promise<PollProblem | null>;
  /** Takes one turn at the poll, as a worker does, however it ends. */
  turn(): Promise<void>;
  /** So many workers in a row take the poll and end; then another takes it. */
  outlive(deaths: number): Promise<void>;
  /** So many turns in a row at the poll, each of which meets what nobody foresaw. */
  surprise(times: number): Promise<void>;
  /** What the source's page shows of its polling. */
  page(): Promise<PollingView>;
  /** The poller's ports as the worker has them. */
  readonly ports: BackfillPorts;
  /** How the source is reached now, with what is stored of its session. */
  line(): Promise<LineTo>;
  /** Takes one turn at the poll and dies before it can remember the page that it recorded. */
  crash(): Promise<void>;
  /** Interprets what was recorded. */
  interpretAll(): Promise<void>;
  watermark(): Promise<string | null>;
  counts(): Promise<{ readonly messages: number; readonly fulfilled: number }>;
  close(): Promise<void>;
}

/** What a stage has of its own. */
export interface StageParts {
  readonly time?: OmsTime;
  /** The way to the source, around the real one. */
  readonly toSource?: (requests: SourceRequests) => SourceRequests;
  readonly clock?: Clock;
}

/** As Handoff shows it to a merchant. */
export const endpointUrl = (key: string) => `https://handoff.example.com/webhooks/oms/${key}`;

export async function startPollingStage({
  time,
  toSource = (requests) => requests,
  clock = systemClock,
}: StageParts = {}): Promise<PollingStage> {
  const test = await freshDatabase();
  const oms = await startOmsSimulator({ port: 0, ...(time === undefined ? {} : { time }) });
  const account = openAccount(oms.oms, { id: "acme", name: "Acme", locations: ["Main"] });
  const { shopId, sourceId } = await connectPolledSource(test);
  const actor = { shopId, actor: "test" };
  const waits: number[] = [];
  const { adapter } = test;
  const door = recorder(adapter.inbox, setImmediate);
  const ports = (pollers: Pollers) => ({
    pollers,
    spans: adapter.spanPollers,
    asks: adapter.orderAsks,
    sessions: adapter.sourceSessions,
    credentials: adapter.credentials,
    recorder: door,
    cryptography,
    sourceRequests: toSource(sourceRequests({ allowsLocal: true, gunzip: systemGunzip })),
    pause: (seconds: number) => {
      waits.push(seconds);
      return Promise.resolve();
    },
    readAnswer: threadedPageReader(),
    ids: test.ids,
    clock,
    comparisons: adapter.comparisons,
    messages: adapter.messages,
    runMessages: adapter.runMessages,
    interpret: interpretHere,
    unpack: ({ body }: StoredMessage) => Promise.resolve(body),
    sourceLogs: postgresSourceLogs({ ...test, urlOf: endpointUrl }),
    log: recordingLog(),
    metrics: systemMetrics(),
  });

  async function takeTurn(pollers: Pollers): Promise<"taken" | "not_due"> {
    const { work } = pollWork(ports(pollers));
    await test.owner.query("UPDATE poll_task SET due_at = now(), lease_token = NULL");
    const [claim] = await pollers.claim(1, 60);
    if (claim === undefined) return "not_due";
    await work(claim);
    return "taken";
  }

  async function takeTurns(pollers: Pollers): Promise<void> {
    await adapter.pollerSettings.pollNow(actor, sourceId);
    for (let turns = 0; turns < 20; turns += 1) {
      if ((await takeTurn(pollers)) === "not_due") return;
      const { rows } = await test.owner.query("SELECT FROM poller WHERE poll_id IS NULL");
      if (rows.length > 0) return;
    }
  }

  const stage: PollingStage = {
    oms,
    account,
    shopId,
    sourceId,
    test,
    waits,
    async set(definition, access) {
      const tls = PUBLIC_TLS;
      const entered = {
        baseUrl: oms.url,
        inputs: { api_key: account.apiKey, client_id: account.id },
        tls,
      };
      await adapter.credentials.save(actor, sourceId, {
        ...entered,
        auth: definition.auth,
        ...access,
      });
      await adapter.pollerSettings.save(actor, sourceId, { definition, session: "forgotten" });
      await adapter.pollerSettings.turnOn(actor, sourceId, instantOf(Date.now() - 86_400_000));
    },
    async poll() {
      await takeTurns(adapter.pollers);
      await stage.interpretAll();
      const { rows } = await test.owner.query<{ problem: PollProblem | null }>(
        "SELECT problem FROM poller",
      );
      return rows[0]?.problem ?? null;
    },
    async turn() {
      await takeTurn(adapter.pollers);
    },
    async outlive(deaths) {
      await adapter.pollerSettings.pollNow(actor, sourceId);
      for (let lost = 0; lost < deaths; lost += 1) await adapter.pollers.claim(1, 0);
      const [claim] = await adapter.pollers.claim(1, 60);
      if (claim === undefined) throw new Error("a poll is due");
      await pollWork(ports(adapter.pollers)).work(claim);
    },
    async surprise(times) {
      const load = () => Promise.reject(new TypeError("a bug"));
      for (let turn = 0; turn < times; turn += 1) await takeTurn({ ...adapter.pollers, load });
    },
    async page() {
      const view = await readPolling(test.database, { shopId, sourceId });
      if (view === null) throw new Error("the source is there");
      return view;
    },
    get ports() {
      return ports(adapter.pollers);
    },
    async line() {
      const access = await adapter.credentials.of(shopId, sourceId);
      const work = await adapter.spanPollers.load(shopId, sourceId);
      if (access === null || work === null) throw new Error("polling is set up");
      return { shopId, sourceId, access, ...work };
    },
    async crash() {
      await takeTurns({ ...adapter.pollers, savePage: () => Promise.resolve(false) });
    },
    async interpretAll() {
      for (;;) {
        const claims = await adapter.messages.claim(100, 60);
        if (claims.length === 0) return;
        for (const claim of claims) {
          await interpretMessage(claim, {
            messages: adapter.messages,
            interpret: interpretHere,
          });
        }
      }
    },
    async watermark() {
      const { rows } = await test.owner.query<{ mark: string | null }>(
        "SELECT cursor->'watermarks'->>'orders' AS mark FROM poller",
      );
      return rows[0]?.mark ?? null;
    },
    async counts() {
      const { rows } = await test.owner.query<{ messages: number; fulfilled: number }>(
        `SELECT (SELECT count(*)::int FROM message) AS messages,
           (SELECT count(*)::int FROM ledger_entry WHERE milestone = 'shipped' AND decision = 'advanced') AS fulfilled`,
      );
      return rows[0] ?? { messages: 0, fulfilled: 0 };
    },
    async close() {
      await oms.close();
      await test.close();
    },
  };
  return stage;
}

/** So many orders that are shipped, and no webhook that tells. */
export function shipOrders({ oms, account }: PollingStage, count: number): readonly Order[] {
  return Array.from({ length: count }, () => {
    const order = takeOrder(oms.oms, account, {
      name: `#${String(1001 + account.orders.size)}`,
      shopifyOrderId: null,
      lines: [{ sku: "HAT", title: "Hat", quantity: 1 }],
    });
    ship(oms.oms, account, { order, packing: { lines: null, location: "Main", parcels: 1 } });
    return order;
  });
}
