import { once } from "node:events";
import { Agent, createServer, request } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";

/** One address for several web processes. */
export interface Balancer {
  readonly url: string;
  /** Whether requests are sent to the process on this port now. */
  readonly sendsTo: (port: number) => boolean;
  close(): Promise<void>;
}

const LOOK_MILLISECONDS = 100;
const PROBE_MILLISECONDS = 2_000;

/**
 * Hands each request to the next process that says on `/readyz` that it is
 * ready, over connections that are kept. A request is handed on once: what
 * breaks is the sender's to see.
 */
export async function startBalancer(port: number, targets: readonly number[]): Promise<Balancer> {
  const ready = new Set<number>();
  const looks = targets.map((target) => lookAt(target, ready));
  const agent = new Agent({ keepAlive: true });
  let turn = 0;
  const server = createServer((incoming, answer) => {
    const open = targets.filter((target) => ready.has(target));
    turn += 1;
    const target = open[turn % open.length];
    if (target === undefined) answer.writeHead(503, { "retry-after": "1" }).end();
    else handOn({ incoming, answer, agent, target, onBroken: () => ready.delete(target) });
  });
  await once(server.listen(port, "localhost"), "listening");
  return {
    url: `http://localhost:${String(port)}`,
    sendsTo: (target) => ready.has(target),
    async close() {
      for (const look of looks) clearInterval(look);
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function lookAt(target: number, ready: Set<number>): NodeJS.Timeout {
  const url = `http://localhost:${String(target)}/readyz`;
  return setInterval(() => {
    const signal = AbortSignal.timeout(PROBE_MILLISECONDS);
    fetch(url, { signal, headers: { connection: "close" } }).then(
      ({ ok }) => (ok ? ready.add(target) : ready.delete(target)),
      () => ready.delete(target),
    );
  }, LOOK_MILLISECONDS);
}

interface Handing {
  readonly incoming: IncomingMessage;
  readonly answer: ServerResponse;
  readonly agent: Agent;
  readonly target: number;
  readonly onBroken: () => void;
}

function handOn({ incoming, answer, agent, target, onBroken }: Handing): void {
  const { method, url, headers } = incoming;
  const onward = request({ port: target, host: "localhost", agent, method, path: url, headers });
  onward.on("response", (response) => {
    answer.writeHead(response.statusCode ?? 502, ofTheAnswer(response));
    response.pipe(answer);
    response.on("error", () => answer.destroy());
  });
  onward.on("error", () => {
    onBroken();
    if (answer.headersSent) answer.destroy();
    else answer.writeHead(502).end();
  });
  incoming.pipe(onward);
}

/** Headers of one connection stay on it. */
function ofTheAnswer({ headers }: IncomingMessage): IncomingMessage["headers"] {
  const { connection: _, "keep-alive": __, "transfer-encoding": ___, ...others } = headers;
  return others;
}
