import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Patience } from "./dispatch.ts";
import { DEFAULT_PATIENCE } from "./dispatch.ts";
import { controlRoutes } from "./http/control.ts";
import type { Exchange } from "./http/exchange.ts";
import { answerHtml, answerJson } from "./http/exchange.ts";
import { formRoutes } from "./http/form-routes.ts";
import { pageRoutes } from "./http/page-routes.ts";
import { pollingRoutes } from "./http/polling.ts";
import type { Route } from "./http/routes.ts";
import { match } from "./http/routes.ts";
import type { Oms } from "./oms.ts";
import { createOms } from "./oms.ts";
import { html } from "./pages/html.ts";
import { layout } from "./pages/layout.ts";
import { OmsRefusal } from "./refusal.ts";
import type { OmsTime } from "./time.ts";
import { machineTime } from "./time.ts";

export interface OmsOptions {
  /** 0 takes any free port. */
  readonly port: number;
  readonly time?: OmsTime;
  readonly patience?: Patience;
}

export interface RunningOms {
  readonly url: string;
  readonly oms: Oms;
  close(): Promise<void>;
}

/** Starts the simulated OMS on loopback; rejects where the port is taken. */
export async function startOmsSimulator(options: OmsOptions): Promise<RunningOms> {
  const time = options.time ?? machineTime(1);
  const oms = createOms(time, options.patience ?? DEFAULT_PATIENCE);
  const routes = [
    ...pollingRoutes(oms),
    ...controlRoutes(oms),
    ...pageRoutes(oms),
    ...formRoutes(oms),
  ];
  const server = createServer((request, response) => void serve(routes, request, response));
  await listen(server, options.port);
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${String(port)}`,
    oms,
    async close() {
      time.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
}

async function serve(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const found = match(routes, { request, response });
  if (found === null) {
    response.writeHead(404, { "content-type": "text/plain" }).end("not found\n");
    return;
  }
  try {
    await found.route.answer(found.exchange);
  } catch (error) {
    answerRefusal(found.exchange, error);
  }
}

function answerRefusal(exchange: Exchange, error: unknown): void {
  const status = error instanceof OmsRefusal ? error.status : 500;
  const message = error instanceof Error ? error.message : String(error);
  if (!exchange.url.pathname.startsWith("/accounts")) {
    answerJson(exchange, status, { error: message });
    return;
  }
  const body = html`<h1>That did not work</h1>
    <p class="note bad">${message}</p>
    <p><a href="javascript:history.back()">Back</a></p>`;
  answerHtml(exchange, layout({ title: "Not done", account: null, tab: null, body }), status);
}
