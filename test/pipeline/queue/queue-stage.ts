import { sourceRequests } from "../../../app/adapters/oms/outgoing/source-requests.ts";
import { sqsQueues } from "../../../app/adapters/oms/queue/sqs.ts";
import { systemClock } from "../../../app/adapters/system/clock.ts";
import { cryptography } from "../../../app/adapters/system/cryptography.ts";
import { systemGunzip } from "../../../app/adapters/system/gunzip.ts";
import { systemMetrics } from "../../../app/adapters/system/metrics.ts";
import { amazonMcf } from "../../../app/domain/mapping/presets/amazon-mcf.ts";
import { interpret } from "../../../app/domain/mapping/interpret.ts";
import { readBodyText } from "../../../app/domain/mapping/read-body-text.ts";
import { DEFAULT_POLICY } from "../../../app/domain/plan/policy.ts";
import { deduplicator } from "../../../app/domain/signature/deduplication.ts";
import { interpretMessage } from "../../../app/pipeline/4-interpret.ts";
import { recorder } from "../../../app/pipeline/intake/recorder.ts";
import type { Inbox, MessageQueues } from "../../../app/pipeline/ports.ts";
import { readQueue } from "../../../app/queries/read-queue.ts";
import type { QueueView } from "../../../app/screens/queue/view.ts";
import { queueWork } from "../../../app/worker/queue-work.ts";
import type { QueueLoopWork } from "../../../app/worker/queue-work.ts";
import { freshDatabase } from "../../postgres.ts";
import type { TestDatabase } from "../../postgres.ts";
import { recordingLog } from "../../routes/recording-log.ts";
import { startSqs } from "../../sandbox/sqs/start.ts";
import type { RunningSqs } from "../../sandbox/sqs/start.ts";

export const QUEUE = "orders";

/** PostgreSQL and the inbox, as they run together. */
export interface QueueWorld {
  readonly test: TestDatabase;
  /** A shop with a source that delivers through a queue, which is on. */
  open(): Promise<QueueStage>;
  close(): Promise<void>;
}

/** One source with its queue in a simulated SQS; the worker's turns are the test's. */
export interface QueueStage {
  readonly sqs: RunningSqs;
  /** The rows of this source's endpoint, as an operator may change them. */
  setEndpoint(part: { readonly state?: string; readonly maxBodyBytes?: number }): Promise<void>;
  readonly shopId: string;
  readonly sourceId: string;
  readonly actor: { readonly shopId: string; readonly actor: string };
  /** Takes one turn at the queue, as a worker does; false where none is due. */
  turn(broken?: BrokenParts): Promise<boolean>;
  /** A worker of its own. */
  worker(broken?: BrokenParts): QueueLoopWork;
  /** Interprets what was recorded. */
  interpretAll(): Promise<void>;
  messages(): Promise<readonly SeenMessage[]>;
  /** What the queue's page shows. */
  page(): Promise<QueueView>;
  close(): Promise<void>;
}

export interface SeenMessage {
  readonly key: string;
  readonly via: string;
  /** Null before it is interpreted. */
  readonly state: string | null;
  readonly code: string | null;
  readonly duplicates: number;
}

/** Parts that fail, in place of those that work. */
export interface BrokenParts {
  readonly queues?: Partial<MessageQueues>;
  readonly inbox?: Inbox;
}

export async function startQueueWorld(): Promise<QueueWorld> {
  const test = await freshDatabase();
  return { test, open: () => openStage(test), close: () => test.close() };
}

async function openStage(test: TestDatabase): Promise<QueueStage> {
  const sqs = await startSqs();
  sqs.queue(QUEUE);
  const { adapter } = test;
  const { shopId, sourceId } = await connectMcf(test);
  const actor = { shopId, actor: "test" };
  const { key, region } = sqs;
  await adapter.queueSettings.save(actor, sourceId, {
    url: sqs.urlOf(QUEUE),
    region,
    accessKeyId: key.id,
    secretAccessKey: key.secret,
  });
  await adapter.queueSettings.turnOn(actor, sourceId);
  const rules = { gunzip: systemGunzip, maxAnswerBytes: 24 * 1024 * 1024 };
  const requests = sourceRequests({ allowsLocal: true, ...rules });
  const queues = sqsQueues({ requests, clock: systemClock });

  function worker({ queues: broken, inbox = adapter.inbox }: BrokenParts = {}): QueueLoopWork {
    return queueWork({
      queues: {
        ...queues,
        // A test does not wait at an empty queue.
        receive: (access, wait) => queues.receive(access, { ...wait, seconds: 0 }),
        ...broken,
      },
      sourceQueues: adapter.sourceQueues,
      recorder: recorder(inbox, setImmediate),
      ids: test.ids,
      clock: systemClock,
      cryptography,
      deduplicationKey: deduplicator(cryptography, readBodyText),
      log: recordingLog(),
      metrics: systemMetrics(),
    });
  }

  return {
    sqs,
    setEndpoint: async ({ state = "active", maxBodyBytes = 1_048_576 }) => {
      await test.owner.query(
        "UPDATE endpoint SET state = $2, max_body_bytes = $3 WHERE source_id = $1",
        [sourceId, state, maxBodyBytes],
      );
    },
    shopId,
    sourceId,
    actor,
    worker,
    async turn(broken) {
      await test.owner.query("UPDATE queue_task SET due_at = now() WHERE lease_token IS NULL");
      const [claim] = await adapter.sourceQueues.claim(1, 60);
      if (claim === undefined) return false;
      await worker(broken).work(claim);
      return true;
    },
    async interpretAll() {
      for (const claim of await adapter.messages.claim(100, 60)) {
        await interpretMessage(claim, {
          messages: adapter.messages,
          interpret: (payload, { mapping, statusMap }) =>
            Promise.resolve(interpret(payload, mapping, statusMap)),
        });
      }
    },
    messages: () => messagesOf(test, shopId),
    async page() {
      const view = await readQueue(test.database, { shopId, sourceId });
      if (view === null) throw new Error("the source is there");
      return view;
    },
    async close() {
      await adapter.queueSettings.turnOff(actor, sourceId);
      await requests.close();
      await sqs.close();
    },
  };
}

async function connectMcf({ adapter, ids }: TestDatabase) {
  const { id: shopId } = await adapter.shops.installed(`shop-${ids.next()}.myshopify.com`, []);
  const { scheme, deduplication, mapping, statusMap } = amazonMcf;
  const created = await adapter.sources.create(
    { shopId, actor: "test" },
    {
      name: "Amazon MCF",
      role: "oms",
      preset: amazonMcf.id,
      policy: DEFAULT_POLICY,
      scheme,
      deduplication,
      accepts: ["json"],
      secret: null,
      mapping,
      statusMap,
    },
  );
  if (created.outcome !== "created") throw new Error(created.outcome);
  return { shopId, sourceId: created.sourceId };
}

async function messagesOf(
  { owner }: TestDatabase,
  shopId: string,
): Promise<readonly SeenMessage[]> {
  const { rows } = await owner.query<SeenMessage>(
    `SELECT m.deduplication_key AS key, m.via, i.state, i.reason_code AS code,
       (SELECT count(*)::int FROM duplicate_delivery AS d WHERE d.message_id = m.id) AS duplicates
     FROM message AS m LEFT JOIN interpretation AS i ON i.message_id = m.id
     WHERE m.shop_id = $1 ORDER BY m.id`,
    [shopId],
  );
  return rows;
}

/** A notification of Amazon MCF. */
export function notification(id: string, order = "#1001"): string {
  return JSON.stringify({
    NotificationType: "FULFILLMENT_ORDER_STATUS",
    EventTime: "2026-01-14T09:30:00.000Z",
    Payload: {
      FulfillmentOrderStatusNotification: {
        SellerFulfillmentOrderId: order,
        FulfillmentOrderStatus: "COMPLETE",
        StatusUpdatedDateTime: "2026-01-14T09:30:00.000Z",
        FulfillmentShipment: {
          FulfillmentShipmentStatus: "SHIPPED",
          AmazonShipmentId: "S-1",
          FulfillmentShipmentPackages: [
            { PackageNumber: 1, CarrierCode: "UPS", TrackingNumber: "1Z999AA10123456784" },
          ],
        },
      },
    },
    NotificationMetadata: { NotificationId: id },
  });
}
