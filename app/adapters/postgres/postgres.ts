import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import type {
  Comparisons,
  Endpoints,
  Fetches,
  FieldTasks,
  FlowEvents,
  Ids,
  Inbox,
  Intents,
  Lanes,
  Messages,
  OrderAsks,
  Orders,
  Pollers,
  Reconciliations,
  RunMessages,
  Runs,
  Sealing,
  SourceQueues,
  SourceSessions,
  SpanPollers,
} from "../../pipeline/ports.ts";
import { postgresComparisons } from "./comparisons.ts";
import { type AlertChannels, postgresAlertChannels } from "./alerts/alert-channels.ts";
import type { Database } from "./database.ts";
import { postgresEndpoints } from "./endpoints.ts";
import { postgresFetches } from "./fetches.ts";
import { postgresFlowEvents } from "./flow/flow-events.ts";
import { postgresFieldTasks } from "./order-fields/field-tasks.ts";
import { postgresInbox } from "./inbox.ts";
import { postgresIntents } from "./intents.ts";
import { postgresLanes } from "./lanes.ts";
import { type MappingDrafts, postgresMappingDrafts } from "./mapping-drafts.ts";
import { postgresMessages } from "./messages.ts";
import { postgresOrderAsks } from "./order-asks.ts";
import { postgresOrders } from "./orders.ts";
import { postgresSourceSessions } from "./poll-sessions.ts";
import { postgresPollerSettings } from "./poller-settings.ts";
import type { PollerSettings } from "./poller-settings.ts";
import { postgresPollers } from "./pollers.ts";
import { postgresQueueSettings } from "./queue-settings.ts";
import type { QueueSettings } from "./queue-settings.ts";
import { receivedContents } from "./received-contents.ts";
import type { ReceivedContents } from "./received-contents.ts";
import { postgresReconciliations } from "./reconciliation/reconciliations.ts";
import { postgresRunMessages } from "./run-messages.ts";
import { postgresRuns } from "./runs.ts";
import { postgresSessionStorage } from "./session-storage.ts";
import { shopKeys } from "./shop-keys.ts";
import type { ShopKeys } from "./shop-keys.ts";
import { postgresShapes } from "./shapes.ts";
import type { KeptShapes } from "./shapes.ts";
import { postgresShops } from "./shops.ts";
import type { Shops } from "./shops.ts";
import { postgresSourceCredentials } from "./source-credentials.ts";
import type { StoredCredentials } from "./source-credentials.ts";
import { postgresSourceQueues } from "./source-queues.ts";
import { postgresSources } from "./sources.ts";
import type { Sources } from "./sources.ts";
import { postgresSpanPollers } from "./span-pollers.ts";

/** Everything that PostgreSQL keeps, by what it is for. */
export interface PostgresAdapter {
  readonly endpoints: Endpoints;
  readonly inbox: Inbox;
  readonly messages: Messages;
  readonly fetches: Fetches;
  readonly fieldTasks: FieldTasks;
  readonly flowEvents: FlowEvents;
  readonly lanes: Lanes;
  readonly orders: Orders;
  readonly pollers: Pollers;
  readonly orderAsks: OrderAsks;
  readonly pollerSettings: PollerSettings;
  readonly sourceQueues: SourceQueues;
  readonly queueSettings: QueueSettings;
  readonly spanPollers: SpanPollers;
  readonly sourceSessions: SourceSessions;
  readonly intents: Intents;
  readonly shops: Shops;
  readonly shapes: KeptShapes;
  readonly sources: Sources;
  readonly credentials: StoredCredentials;
  readonly drafts: MappingDrafts;
  readonly sessions: SessionStorage;
  readonly contents: ReceivedContents;
  readonly keys: ShopKeys;
  readonly alertChannels: AlertChannels;
  readonly runs: Runs;
  readonly runMessages: RunMessages;
  readonly comparisons: Comparisons;
  readonly reconciliations: Reconciliations;
}

export interface PostgresParts {
  readonly database: Database;
  readonly sealing: Sealing;
  readonly ids: Ids;
}

export function postgresAdapter({ database, sealing, ids }: PostgresParts): PostgresAdapter {
  const keys = shopKeys(database, sealing);
  const lanes = postgresLanes(database);
  const shops = postgresShops({ database, keys, ids, lanes });
  return {
    endpoints: postgresEndpoints(database, keys, ids),
    inbox: postgresInbox(database, keys),
    messages: postgresMessages(database, keys, ids),
    fetches: postgresFetches(database),
    fieldTasks: postgresFieldTasks(database),
    flowEvents: postgresFlowEvents(database),
    lanes,
    orders: postgresOrders(database),
    pollers: postgresPollers({ database, keys, ids }),
    orderAsks: postgresOrderAsks(database),
    pollerSettings: postgresPollerSettings({ database, ids }),
    sourceQueues: postgresSourceQueues({ database, keys }),
    queueSettings: postgresQueueSettings({ database, keys, ids }),
    spanPollers: postgresSpanPollers({ database, keys }),
    sourceSessions: postgresSourceSessions({ database, keys }),
    intents: postgresIntents(database, ids),
    shops,
    shapes: postgresShapes(database, ids),
    sources: postgresSources({ database, keys, ids }),
    credentials: postgresSourceCredentials({ database, keys, ids }),
    drafts: postgresMappingDrafts(database, ids),
    sessions: postgresSessionStorage({ database, keys, shops }),
    contents: receivedContents(database, keys),
    keys,
    alertChannels: postgresAlertChannels({ database, keys, ids }),
    runs: postgresRuns(database),
    runMessages: postgresRunMessages(database, ids),
    comparisons: postgresComparisons(database, keys),
    reconciliations: postgresReconciliations(database),
  };
}
