import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What a gateway does with a request. */
export type GatewayMode =
  | "pass"
  /** Answers 200 and keeps it for ever; its own log has the request. */
  | "drop"
  /** The same, and nothing is logged. */
  | "drop_unseen"
  /** Answers 503 for the receiver. */
  | "refuse"
  /** Takes it, answers 202, and passes it on when told to. */
  | "hold"
  /** Passes it on, and answers only after the sender has gone. */
  | "stall";

/** A gateway between the OMS and the receiver, with a log of its own. */
export interface Gateway {
  readonly url: string;
  mode: GatewayMode;
  /** Its log, one JSON object a line. */
  readonly log: string[];
  /** Passes on what it holds. */
  release(): Promise<void>;
  close(): Promise<void>;
}

interface Held {
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Starts a gateway before the receiver at `target`. */
export async function startGateway(target: string): Promise<Gateway> {
  const held: Held[] = [];
  const log: string[] = [];
  const note = (kind: "in" | "out", { headers }: Held): void => {
    const event_id = headers["x-oms-event-id"] ?? "";
    log.push(JSON.stringify({ time: new Date().toISOString(), kind, event_id }));
  };
  const passOn = async (request: Held): Promise<Response> => {
    note("out", request);
    const { path, headers, body } = request;
    return fetch(`${target}${path}`, { method: "POST", headers, body: new Uint8Array(body) });
  };
  const gateway: { mode: GatewayMode } = { mode: "pass" };

  async function serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await read(incoming);
    const { mode } = gateway;
    if (mode !== "drop_unseen") note("in", request);
    if (mode === "drop" || mode === "drop_unseen") response.writeHead(200).end("ok");
    else if (mode === "refuse") response.writeHead(503).end("upstream unavailable");
    else if (mode === "hold") {
      held.push(request);
      response.writeHead(202).end("queued");
    } else {
      const answer = await passOn(request);
      const text = await answer.text();
      if (mode === "stall") await new Promise((resolve) => incoming.socket.once("close", resolve));
      else response.writeHead(answer.status).end(text);
    }
  }

  const server = createServer((incoming, response) => void serve(incoming, response));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(gateway, {
    url: `http://127.0.0.1:${String(port)}`,
    log,
    async release() {
      for (const request of held.splice(0)) await passOn(request);
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}

async function read(incoming: IncomingMessage): Promise<Held> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const kept = Object.entries(incoming.headers).filter(
    ([name]) => name.startsWith("x-oms-") || name === "content-type" || name === "user-agent",
  );
  return {
    path: incoming.url ?? "/",
    headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks),
  };
}
