import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ACTIONS } from "./actions.ts";
import { createQueue } from "./queue.ts";
import type { NewMessage, SimulatedQueue } from "./queue.ts";
import { denied, malformed, noSuchQueue, SqsRefusal } from "./refusal.ts";
import { signerOf } from "./signature.ts";
import type { AccessKey } from "./signature.ts";

export interface SqsOptions {
  readonly region?: string;
  /** Milliseconds since 1970 as the service sees them. */
  readonly now?: () => number;
}

/** What goes wrong with the next requests of an action. */
export type Fault =
  /** The service answers so, whatever is asked. */
  | { readonly kind: "refuse"; readonly refusal: SqsRefusal }
  /** It does what is asked, and the connection breaks before the answer. */
  | { readonly kind: "break" }
  /** Its load balancer fails. */
  | { readonly kind: "unavailable" };

/** Amazon SQS on this machine: the JSON protocol, with signatures, rights, FIFO groups and redelivery. */
export interface RunningSqs {
  readonly key: { readonly id: string; readonly secret: string };
  readonly region: string;
  urlOf(queue: string): string;
  queue(name: string): SimulatedQueue;
  send(queue: string, message: NewMessage | string): string;
  /** What the key may do from now on. */
  grant(rights: readonly string[]): void;
  /** From now on, until it is null again. */
  fail(action: string, fault: Fault | null): void;
  /** Requests so far, by action. */
  readonly asked: Readonly<Record<string, number>>;
  close(): Promise<void>;
}

const ALL_RIGHTS = ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"];
const ACCOUNT = "111122223333";

export async function startSqs(options: SqsOptions = {}): Promise<RunningSqs> {
  const { region = "eu-central-1", now = () => Date.now() } = options;
  const key = { id: "AKIAIOSFODNN7READER", secret: "wJalrXUtnFEMI/K7MDENG+reader" };
  const world: World = {
    region,
    now,
    keys: new Map([[key.id, { ...key, rights: new Set(ALL_RIGHTS) }]]),
    queues: new Map(),
    faults: new Map(),
    asked: {},
    waiting: new Set(),
  };
  const server = createServer((request, response) => void serve(world, request, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    key,
    region,
    urlOf: (queue) => `http://localhost:${String(port)}/${ACCOUNT}/${queue}`,
    queue: (name) => queueOf(world, name),
    send(name, message) {
      const id = queueOf(world, name).send(
        typeof message === "string" ? { body: message } : message,
      );
      for (const wake of world.waiting) wake();
      return id;
    },
    grant(rights) {
      world.keys.set(key.id, { ...key, rights: new Set(rights) });
    },
    fail(action, fault) {
      if (fault === null) world.faults.delete(action);
      else world.faults.set(action, fault);
    },
    asked: world.asked,
    async close() {
      server.closeAllConnections();
      for (const wake of world.waiting) wake();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface World {
  readonly region: string;
  readonly now: () => number;
  readonly keys: Map<string, AccessKey>;
  readonly queues: Map<string, SimulatedQueue>;
  readonly faults: Map<string, Fault>;
  readonly asked: Record<string, number>;
  readonly waiting: Set<() => void>;
}

function queueOf({ queues, now }: World, name: string): SimulatedQueue {
  const queue = queues.get(name) ?? createQueue(name, now);
  queues.set(name, queue);
  return queue;
}

async function serve(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const target = String(request.headers["x-amz-target"] ?? "").replace(/^AmazonSQS\./, "");
  world.asked[target] = (world.asked[target] ?? 0) + 1;
  const fault = world.faults.get(target);
  try {
    if (fault?.kind === "refuse") throw fault.refusal;
    if (fault?.kind === "unavailable") {
      response.writeHead(503, { "content-type": "text/html" }).end("<h1>Service Unavailable</h1>");
      return;
    }
    const answer = await act(world, { request, response, action: target });
    if (fault?.kind === "break") request.socket.destroy();
    else answerWith(response, 200, answer);
  } catch (error) {
    if (!(error instanceof SqsRefusal)) throw error;
    response.setHeader("x-amzn-query-error", `${error.queryCode};Sender`);
    // Amazon writes the word with a capital where the service's own door refuses.
    const word = error.type.startsWith("com.amazon.coral") ? "Message" : "message";
    answerWith(response, error.status, { __type: error.type, [word]: error.message });
  }
}

function answerWith(response: ServerResponse, status: number, document: object): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    "content-type": "application/x-amz-json-1.0",
    "x-amzn-requestid": randomUUID(),
  });
  response.end(JSON.stringify(document));
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly action: string;
}

async function act(world: World, { request, response, action }: Exchange): Promise<object> {
  const body = await bytesOf(request);
  const { keys, region } = world;
  const key = signerOf({ request, body }, { keys, region, now: world.now() });
  const run = ACTIONS[action];
  if (run === undefined || request.method !== "POST" || request.url !== "/") {
    throw malformed(`The action ${action} is not valid for this endpoint.`);
  }
  if (!String(request.headers["content-type"]).startsWith("application/x-amz-json-1.0")) {
    throw malformed("The content type is not supported.");
  }
  const input = JSON.parse(body.toString("utf8")) as Record<string, unknown>;
  const name = String(input["QueueUrl"]).split("/").at(-1) ?? "";
  // A batch needs the right to the single action.
  const right = action.replace(/Batch$/, "");
  if (!key.rights.has(right)) throw denied(right, `arn:aws:sqs:${region}:${ACCOUNT}:${name}`);
  const queue = world.queues.get(name);
  if (queue === undefined) throw noSuchQueue();
  return run({ queue, input, wait: (milliseconds) => waitFor(world, response, milliseconds) });
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Ends with a message, with the time, or with the asker. */
function waitFor(
  { waiting }: World,
  response: ServerResponse,
  milliseconds: number,
): Promise<boolean> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      waiting.delete(end);
      response.off("close", end);
      resolve(!response.destroyed);
    };
    const timer = setTimeout(end, milliseconds);
    waiting.add(end);
    response.once("close", end);
  });
}
