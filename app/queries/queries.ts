import type { Database } from "../adapters/postgres/database.ts";
import type { ViewedList } from "../domain/saved-view.ts";
import type { Clock } from "../pipeline/ports.ts";
import type { DiscrepancyFilter } from "../screens/diagnosis/view.ts";
import type { HistorySpan } from "../screens/home/view.ts";
import { readDiagnoses } from "./diagnosis/order-diagnosis.ts";
import { type BundleParts, bundleView, readBundle } from "./ticket/read-bundle.ts";
import { readDiagnosisPage } from "./diagnosis/read-diagnosis.ts";
import { findShop } from "./find-shop.ts";
import { listMessages, type MessageListRequest } from "./list-messages.ts";
import { type DifferencesRequest, listDifferences } from "./list-differences.ts";
import { listVersions } from "./list-versions.ts";
import { listOrders, type OrderListRequest } from "./list-orders.ts";
import { listSourceNames, listSources } from "./list-sources.ts";
import { listViews } from "./list-views.ts";
import { findRecordByGid } from "./find-record-by-gid.ts";
import { newestArrival } from "./newest-arrival.ts";
import { type EditorParts, type EditorRequest, readEditor } from "./mapping/read-editor.ts";
import { type MessagesRequest, readMessages } from "./mapping/read-messages.ts";
import { orderBlocks } from "./order-blocks.ts";
import { type AuditRequest, listAudit } from "./list-audit.ts";
import { readSettings } from "./read-settings.ts";
import { readSubscriber, type SubscriberRequest } from "./outgoing/read-subscriber.ts";
import { readSubscribers } from "./outgoing/read-subscribers.ts";
import { readAlerts } from "./read-alerts.ts";
import { readEndpoint } from "./read-endpoint.ts";
import { readAccess } from "./read-access.ts";
import { readHome } from "./read-home.ts";
import { readEditable } from "./read-editable.ts";
import { readMessage, revealMessage } from "./read-message.ts";
import { readOrderCare } from "./read-order-care.ts";
import { type OrderRequest, readOrder } from "./read-order.ts";
import { type PastOrderRequest, readPastOrder } from "./read-past-order.ts";
import { readOrderStatus } from "./read-order-status.ts";
import { readPublish, type PublishRequest } from "./read-publish.ts";
import { type AffectedRequest, affectedMessages } from "./affected-messages.ts";
import { type MatchingRequest, matchingMessages } from "./matching-messages.ts";
import { replayMails } from "./replay-mails.ts";
import { readRun } from "./read-run.ts";
import { type LossRequest, readLoss } from "./read-loss.ts";
import {
  readReconciliation,
  readReconciliations,
  type ReconciliationRequest,
  type ReconciliationsRequest,
} from "./read-reconciliations.ts";
import { readPolling } from "./read-polling.ts";
import { readQueue } from "./read-queue.ts";
import { readRemovedSource } from "./read-removed-source.ts";
import { readSource } from "./read-source.ts";
import { readStaffStatus } from "./read-staff-status.ts";
import { readStatuses } from "./read-statuses.ts";
import { stuckReasons } from "./stuck-reasons.ts";

export interface QueryParts extends EditorParts, Pick<BundleParts, "appVersions"> {
  readonly database: Database;
  readonly clock: Clock;
  /** Days that the installation keeps payloads. */
  readonly retentionDays: number;
  /** An endpoint's public address by its key. */
  readonly endpointUrl: (key: string) => string;
}

/** An order by its gid, in one shop. */
interface OrderAsked {
  readonly shopId: string;
  readonly orderId: string;
}

/** The read models of the screens. Every one but `findShop` sees the rows of one shop alone. */
export function createQueries(parts: QueryParts) {
  const { database, clock, endpointUrl: urlOf } = parts;
  return {
    findShop: (domain: string) => findShop(database, domain),
    home: (shopId: string, span: HistorySpan) =>
      readHome(database, { shopId, span, now: clock.now() }),
    listMessages: (shopId: string, request: Omit<MessageListRequest, "now">) =>
      listMessages(database, shopId, { ...request, now: clock.now() }),
    message: (shopId: string, messageId: string) =>
      readMessage(database, parts, { shopId, messageId }),
    revealedMessage: (shopId: string, messageId: string) =>
      revealMessage(database, parts, { shopId, messageId }),
    editableMessage: (shopId: string, messageId: string) =>
      readEditable(database, shopId, messageId),
    stuckReasons: (shopId: string) => stuckReasons(database, shopId),
    listOrders: (shopId: string, request: Omit<OrderListRequest, "now">) =>
      listOrders(database, shopId, { ...request, now: clock.now() }),
    orderBlocks: (shopId: string) => orderBlocks(database, shopId),
    listViews: (shopId: string, list: ViewedList) => listViews(database, shopId, list),
    diagnosis: (shopId: string, filter: DiscrepancyFilter) =>
      readDiagnosisPage(database, { shopId, filter, now: clock.now() }),
    orderDiagnoses: (shopId: string, orderRecordIds: readonly string[]) =>
      readDiagnoses(database, { shopId, orderRecordIds, now: clock.now(), urlOf }),
    ticketBundle: async (shopId: string, orderRecordIds: readonly string[]) => {
      const request = { shopId, orderRecordIds, now: clock.now(), urlOf };
      return bundleView(await readBundle(database, parts, request));
    },
    order: (request: OrderRequest) => readOrder(database, request),
    orderCare: (asked: Parameters<typeof readOrderCare>[1]) => readOrderCare(database, asked),
    pastOrder: (request: PastOrderRequest) => readPastOrder(database, request),
    orderStatus: (asked: OrderAsked) => readOrderStatus(database, asked),
    staffStatus: (asked: OrderAsked) =>
      readStaffStatus(database, { ...asked, now: clock.now(), urlOf }),
    /** The record of a Shopify order; null where no system told of it. */
    recordOf: (asked: OrderAsked) => findRecordByGid(database, asked),
    ...settingQueries(parts),
    ...sourceQueries(parts),
    reconciliations: (request: Omit<ReconciliationsRequest, "now">) =>
      readReconciliations(database, { ...request, now: clock.now() }),
    loss: (request: Omit<LossRequest, "now">) =>
      database.forShop(request.shopId, (sql) => readLoss(sql, { ...request, now: clock.now() })),
    reconciliation: (request: ReconciliationRequest) => readReconciliation(database, request),
    ...publishQueries(parts),
    replayMails: (shopId: string, runId: string) =>
      replayMails(database, { shopId, runId }, clock.now()),
    run: (shopId: string, runId: string) => readRun(database, { shopId, runId }),
  };
}

/** A shop's sources: how each delivers, is asked and is read. */
function sourceQueries(parts: QueryParts) {
  const { database, endpointUrl: urlOf } = parts;
  return {
    listSources: (shopId: string) => listSources(database, shopId),
    listSourceNames: (shopId: string) => listSourceNames(database, shopId),
    source: (shopId: string, sourceId: string) =>
      readSource(database, parts, { shopId, sourceId, urlOf }),
    removedSource: (shopId: string, sourceId: string) =>
      readRemovedSource(database, { shopId, sourceId }),
    polling: (shopId: string, sourceId: string) => readPolling(database, { shopId, sourceId }),
    queue: (shopId: string, sourceId: string) => readQueue(database, { shopId, sourceId }),
    statuses: (shopId: string, sourceId: string) => readStatuses(database, { shopId, sourceId }),
    mappingEditor: (request: EditorRequest) => readEditor(database, parts, request),
    mappingMessages: (request: MessagesRequest) => readMessages(database, parts, request),
    endpoint: (shopId: string, sourceId: string) => readEndpoint(database, { shopId, sourceId }),
    access: (shopId: string, sourceId: string) => readAccess(database, { shopId, sourceId }),
    newestArrival: (shopId: string, sourceId: string) =>
      newestArrival(database, { shopId, sourceId }),
  };
}

/** What a shop set, who is told of what, and who changed it. */
function settingQueries({ database, retentionDays }: QueryParts) {
  return {
    settings: (shopId: string) => readSettings(database, { shopId, retentionDays }),
    listAudit: (shopId: string, request: AuditRequest) => listAudit(database, shopId, request),
    subscribers: (shopId: string) => readSubscribers(database, shopId),
    subscriber: (request: SubscriberRequest) => readSubscriber(database, request),
    alerts: (shopId: string) => readAlerts(database, shopId),
  };
}

/** What is asked before and after a mapping goes live. */
function publishQueries({ database, clock }: QueryParts) {
  return {
    publish: (request: PublishRequest) => readPublish(database, request),
    listDifferences: (shopId: string, request: DifferencesRequest) =>
      listDifferences(database, shopId, request),
    listVersions: (shopId: string, sourceId: string) =>
      listVersions(database, { shopId, sourceId }),
    matchingMessages: (shopId: string, request: Omit<MatchingRequest, "now">) =>
      matchingMessages(database, shopId, { ...request, now: clock.now() }),
    affectedMessages: (request: AffectedRequest) => affectedMessages(database, request),
  };
}

export type Queries = ReturnType<typeof createQueries>;
