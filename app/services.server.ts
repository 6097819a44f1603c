import { postgresApiBudget } from "./adapters/postgres/api-budget.ts";
import { fetchedKeySets } from "./adapters/oms/key-sets/key-sets.ts";
import { httpNotifier } from "./adapters/notify/notifier.ts";
import { sourceRequests } from "./adapters/oms/outgoing/source-requests.ts";
import type { Database } from "./adapters/postgres/database.ts";
import type { MessageContent } from "./adapters/postgres/message-content.ts";
import { postgresSourceLogs } from "./adapters/postgres/diagnosis/source-logs.ts";
import { postgresAdapter } from "./adapters/postgres/postgres.ts";
import type { PostgresAdapter } from "./adapters/postgres/postgres.ts";
import { storefrontShops } from "./adapters/postgres/storefront-shops.ts";
import { cryptography } from "./adapters/system/cryptography.ts";
import { systemGunzip } from "./adapters/system/gunzip.ts";
import { threadedInterpreter } from "./adapters/system/interpreter/interpreter.ts";
import { pollingSystem } from "./adapters/system/polling-system.ts";
import { sealing } from "./adapters/system/sealing.ts";
import { adminUrlOf, appVersions, endpointUrlOf, secretsOf } from "./app-identity.server.ts";
import { type Commands, createCommands } from "./commands/commands.ts";
import type { Config } from "./config.server.ts";
import { flowReceiver } from "./flow.server.ts";
import { messageQueues, queueing } from "./queue.server.ts";
import { eventPushes, eventSource } from "./outgoing.server.ts";
import { signer } from "./domain/signature/sign.ts";
import { intake } from "./pipeline/intake/intake.ts";
import { inboxWithRoom } from "./pipeline/intake/inbox-with-room.ts";
import type { Intake, IntakePorts } from "./pipeline/intake/intake.ts";
import type { Recorder } from "./pipeline/intake/recorder.ts";
import { contentOf, unpackedMessages } from "./pipeline/intake/unpacked-messages.ts";
import { shapeWatch } from "./pipeline/watch-shapes.ts";
import type {
  Clock,
  Ids,
  Log,
  MessageQueues,
  Metrics,
  SourceRequests,
  StoredMessage,
} from "./pipeline/ports.ts";
import { backfillSlice } from "./pipeline/runs/backfill-slice.ts";
import { backtestSlice } from "./pipeline/runs/backtest-slice.ts";
import { replayCheckSlice } from "./pipeline/runs/replay-check-slice.ts";
import {
  type ReconciliationPorts,
  reconciliationSlice,
} from "./pipeline/runs/reconciliation-slice.ts";
import { replaySlice } from "./pipeline/runs/replay-slice.ts";
import { createQueries, type Queries } from "./queries/queries.ts";
import { admitViewer } from "./server/extensions/admit-viewer.ts";
import type { FrontParts } from "./server/front.ts";
import type { ReceiveFromFlow } from "./server/flow-route.ts";
import type { ReceiveFromShopify } from "./server/shopify-route.ts";
import { shopifyPorts } from "./shopify-ports.server.ts";
import { shopifyWebhooks } from "./shopify-webhooks.server.ts";
import { createShopify } from "./shopify.server.ts";
import type { Shopify, ShopifyApp } from "./shopify.server.ts";
import type { AlertParts } from "./worker/alert-job.ts";
import type { WorkerPorts } from "./worker.server.ts";

/** What screens may ask and do; they get it through Remix's load context. */
export interface Services {
  readonly embedding: Embedding;
  readonly queries: Queries;
  readonly commands: Commands;
  readonly log: Log;
}

/** What a document needs to know to live inside the Shopify admin. */
export interface Embedding {
  readonly apiKey: string;
  readonly appBridgeUrl: string;
  readonly isSandbox: boolean;
}

declare module "@remix-run/node" {
  interface AppLoadContext {
    readonly services: Services;
    readonly shopify: ShopifyApp;
  }
}

/** The outside world that does not depend on the settings of a shop. */
export interface System {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly database: Database;
  /** Of the database's disk; absent where that is another machine's. */
  readonly disk?: { hasRoom(): boolean };
}

/** All parts of Handoff, put together. */
export interface Composition {
  readonly services: Services;
  readonly shopify: ShopifyApp;
  readonly intake: Intake;
  readonly receiveFromShopify: ReceiveFromShopify;
  readonly receiveFromFlow: ReceiveFromFlow;
  readonly extensions: FrontParts["extensions"];
  readonly events: FrontParts["events"];
  readonly workerPorts: WorkerPorts;
}

/** The composition root: the only place that knows every part. */
export function compose(config: Config, system: System): Composition {
  const { database, ids, clock, log } = system;
  const postgres = postgresAdapter({ database, sealing: sealing([config.key]), ids });
  const shopify = shopifyOf(config, system, postgres);
  const fromShopify = shopifyPorts(shopify, storefrontShops(postgres.shops, database));
  const requests = requestsOf(config);
  const queues = messageQueues(config, clock);
  const keySets = fetchedKeySets({ requests, clock, log });
  const messageIntake = intakeOf(config, system, { ...postgres, keySets });
  const { recorder } = messageIntake;
  const sign = signer(cryptography);
  const notifier = httpNotifier({ requests, sign, clock });
  const urlOf = endpointUrlOf(config);
  const adminUrl = adminUrlOf(config);
  const alerts = { ...system, channels: postgres.alertChannels, notifier, adminUrl };
  const services = servicesOf(
    config,
    { ...system, ...alerts },
    { postgres, requests, queues, intake: messageIntake },
  );
  return {
    services,
    extensions: { ...services, admitViewer: viewersOf(config, clock, postgres) },
    events: eventSource(system),
    shopify: shopify.app,
    intake: messageIntake,
    receiveFromShopify: shopifyWebhooks(config, system, { postgres, shopify }),
    receiveFromFlow: flowReceiver(config, { ...services, shops: postgres.shops }),
    workerPorts: {
      ...system,
      messages: unpackedMessages(postgres.messages, systemGunzip),
      runs: postgres.runs,
      slices: slicesOf(system, { ...fromShopify, postgres, requests, recorder }),
      interpret: threadedInterpreter(system.metrics),
      watchShape: shapeWatch({ ...system, shapes: postgres.shapes }),
      lanes: postgres.lanes,
      orders: postgres.orders,
      intents: postgres.intents,
      ...fromShopify,
      fieldTasks: postgres.fieldTasks,
      flowEvents: postgres.flowEvents,
      ...eventPushes({ ...system, requests, sign }, postgres),
      polling: {
        ...pollingOf(ids, { postgres, requests, recorder }),
        sourceLogs: postgresSourceLogs({ database, urlOf }),
      },
      queueing: queueing({ ids, recorder, queues, postgres }),
      sourceRequests: requests,
      credentials: postgres.credentials,
      fetches: postgres.fetches,
      sessions: postgres.sourceSessions,
      recorder,
      cryptography,
      alerts,
      discrepancies: { ...system, urlOf },
      clock,
      log,
    },
  };
}

/** How sources and subscribers are asked; nobody on this machine or its network unless it is a trial. */
function requestsOf({ allowsLocalSources }: Config): SourceRequests {
  return sourceRequests({ allowsLocal: allowsLocalSources, gunzip: systemGunzip });
}

interface PollingParts {
  readonly postgres: PostgresAdapter;
  readonly requests: SourceRequests;
  readonly recorder: Recorder;
}

function pollingOf(
  ids: Ids,
  { postgres, requests: sourceRequests, recorder }: PollingParts,
): Omit<WorkerPorts["polling"], "sourceLogs"> {
  const { pollers, spanPollers: spans, orderAsks: asks, credentials } = postgres;
  const kept = { pollers, spans, asks, credentials, sessions: postgres.sourceSessions };
  return { ids, ...kept, recorder, cryptography, sourceRequests, ...pollingSystem() };
}

type SliceParts = PollingParts & Pick<ReconciliationPorts, "storefrontList">;

/** How each kind of run is carried out. */
function slicesOf(system: System, parts: SliceParts): WorkerPorts["slices"] {
  const { postgres, recorder, storefrontList } = parts;
  const unpack = (message: StoredMessage) => contentOf(message, systemGunzip);
  // A thread of its own: what is live does not wait behind what is only tried.
  const trial = { ...postgres, unpack, interpret: threadedInterpreter(system.metrics) };
  return {
    backtest: backtestSlice(trial),
    replay_check: replayCheckSlice(trial),
    replay: replaySlice({ ...system, ...postgres, recorder, cryptography }),
    backfill: backfillSlice({ ...system, ...trial, ...pollingOf(system.ids, parts) }),
    reconciliation: reconciliationSlice({ ...system, ...postgres, storefrontList }),
  };
}

function servicesOf(
  config: Config,
  system: AlertParts & System,
  {
    postgres,
    requests: sourceRequests,
    queues,
    intake: { receive, receiveAgain, recorder },
  }: {
    readonly postgres: PostgresAdapter;
    readonly requests: SourceRequests;
    readonly queues: MessageQueues;
    readonly intake: Intake;
  },
): Services {
  const endpointUrl = endpointUrlOf(config);
  const { retentionDays } = config;
  const unpack = (content: MessageContent) => contentOf(content, systemGunzip);
  const interpret = threadedInterpreter(system.metrics);
  const own = { endpointUrl, retentionDays, unpack, interpret, appVersions: appVersions(config) };
  const parts = { ...system, ...postgres, ...own };
  return {
    embedding: embeddingOf(config),
    log: system.log,
    queries: createQueries(parts),
    commands: createCommands({
      ...parts,
      receive,
      receiveAgain,
      recorder,
      cryptography,
      sourceRequests,
      queues,
      sessions: postgres.sourceSessions,
      ...pollingSystem(),
    }),
  };
}

const APP_BRIDGE_URL = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

function embeddingOf({ shopify, sandbox }: Config): Embedding {
  return {
    apiKey: shopify.apiKey,
    appBridgeUrl: sandbox === null ? APP_BRIDGE_URL : `${sandbox.shopifyUrl}/app-bridge.js`,
    isSandbox: sandbox !== null,
  };
}

function shopifyOf(config: Config, system: System, postgres: PostgresAdapter): Shopify {
  const { apiKey, apiSecret, appUrl } = config.shopify;
  return createShopify(
    {
      apiKey,
      apiSecret,
      appUrl,
      sandboxUrl: config.sandbox?.shopifyUrl ?? null,
      isProduction: config.mode === "production",
    },
    {
      sessionStorage: postgres.sessions,
      withShopLock: system.database.withShopLock,
      registry: postgres.shops,
      budget: postgresApiBudget(system.database),
      clock: system.clock,
      log: system.log,
      metrics: system.metrics,
    },
  );
}

function intakeOf(
  config: Config,
  system: System,
  { endpoints, inbox, keySets }: Pick<IntakePorts, "endpoints" | "inbox" | "keySets">,
): Intake {
  const { endpointRate: perSecond, endpointBurst: burst } = config.intake;
  const primitives = { cryptography, gunzip: systemGunzip, nextTurn: setImmediate };
  const { disk } = system;
  const guarded = disk === undefined ? inbox : inboxWithRoom(inbox, () => disk.hasRoom());
  const ports = { ...system, ...primitives, endpoints, inbox: guarded, keySets };
  return intake(ports, { perSecond, burst });
}

function viewersOf({ shopify }: Config, clock: Clock, { shops }: PostgresAdapter) {
  const { apiKey: audience } = shopify;
  const findShop = (domain: string) => shops.find(domain);
  return admitViewer({ audience, secrets: secretsOf(shopify), cryptography, clock, findShop });
}
