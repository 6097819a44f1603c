import { readDocument } from "../../app/domain/mapping/document/read-document.ts";
import { hidePersonalData } from "../../app/domain/payload/hide-personal-data.ts";
import { sendDocument } from "../../app/domain/payload/sent-document.ts";
import type { QueueView } from "../../app/screens/queue/view.ts";
import type { HomeView } from "../../app/screens/home/view.ts";
import type { MessageDetail, PayloadView } from "../../app/screens/messages/view.ts";
import { NOW } from "./render.tsx";

const nothing = () => undefined;

/** The overview of a shop that has just installed the app. */
export const EMPTY_HOME: HomeView = {
  setup: {
    connected: null,
    received: null,
    fields: null,
    unmappedStatuses: 0,
    polled: null,
    alertHosts: [],
    agreed: null,
  },
  history: {
    span: "day",
    hours: [],
    flows: [],
    loss: { changes: 0, polledFirst: 0, pushedLater: 0 },
    backlog: null,
  },
  openAlerts: 0,
  missingScopes: [],
  causes: [],
  orders: { waiting: 0, needsPerson: 0 },
  rejections: [],
};

/** A payload that names a customer. */
export const PERSONAL = {
  order: { name: "#1001" },
  customer: { name: "Ada Lovelace", email: "ada@example.com" },
};

/** A message whose status has no meaning yet. */
export const MESSAGE: MessageDetail = {
  id: "01a1fc47-99a9-7000-97e9-c9d689ebb20d",
  receivedAt: NOW,
  eventId: "evt-1",
  source: { id: "s1", name: "Main OMS" },
  via: "webhook",
  isReplay: false,
  isSourceRemoved: false,
  isSigned: true,
  state: "quarantined",
  reason: { code: "unmapped_status", detail: "The status is not in the status map." },
  order: null,
  deduplicationKey: "id:evt-1",
  bodySize: 10,
  interpretedAt: NOW,
  updatedAt: NOW,
  mappingVersion: 2,
  problems: [],
  findings: [],
  replayOf: null,
  replays: [],
  fetches: [],
  fetchedFor: null,
  duplicates: [],
  parts: [],
  isEdited: false,
  content: { headers: [], query: [], payload: payloadOf({ a: 1 }) },
};

/** As the message's screen gets it: with personal data hidden. */
export function payloadOf(value: object): PayloadView {
  const read = readDocument(new TextEncoder().encode(JSON.stringify(value)), "json");
  if (!("root" in read)) throw new Error(read.detail);
  return { kind: "document", document: sendDocument(hidePersonalData(read)) };
}

/** Of a message at which nobody does anything. */
export const MESSAGE_PROPS = {
  revealed: null,
  isRevealing: false,
  onReveal: nothing,
  isReplaying: false,
  onReplay: nothing,
  isUsingProposal: false,
  onUseProposal: nothing,
};

/** A message queue that cannot be read just now. */
export const QUEUE_VIEW: QueueView = {
  sourceId: "s1",
  sourceName: "Amazon MCF",
  state: "on",
  isSourceStopped: false,
  entered: {
    url: "https://sqs.eu-central-1.amazonaws.com/111122223333/orders",
    region: "eu-central-1",
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  },
  savedAt: NOW,
  problem: {
    code: "access_denied",
    said: "User reader is not authorized to perform: sqs:receivemessage",
  },
  failingSince: NOW,
  nextTryAt: NOW,
  answeredAt: NOW,
  receivedAt: NOW,
  received: 12,
  left: { messageId: "m-1", bytes: 1_200_000, mostBytes: 1_048_576, at: NOW },
};
