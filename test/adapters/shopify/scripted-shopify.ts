import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as the scripted server got it. */
interface SeenRequest {
  readonly path: string;
  readonly host: string;
  readonly token: string;
  readonly body: Record<string, unknown>;
}

/** How the server answers a request; it may also destroy the socket or never answer. */
export type Script = (request: SeenRequest, response: ServerResponse) => void | Promise<void>;

export interface ScriptedShopify {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  answerWith(script: Script): void;
  close(): Promise<void>;
}

/** A real HTTP server that answers exactly as a test says, also in ways that no simulator should. */
export async function scriptedShopify(): Promise<ScriptedShopify> {
  let script: Script = (_request, response) => {
    response.writeHead(501).end();
  };
  const seen: SeenRequest[] = [];
  const server = createServer((request, response) => {
    void readRequest(request).then((read) => {
      seen.push(read);
      return script(read, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    seen,
    answerWith: (next) => {
      script = next;
    },
    close: () => closed(server),
  };
}

/** A JSON answer with HTTP 200. */
export function json(body: unknown): Script {
  return (_request, response) => {
    response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
    response.end(JSON.stringify(body));
  };
}

async function readRequest(request: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return {
    path: request.url ?? "",
    host: String(request.headers["x-sandbox-host"] ?? ""),
    token: String(request.headers["x-shopify-access-token"] ?? ""),
    body: JSON.parse(Buffer.concat(chunks).toString("utf8")) as Record<string, unknown>,
  };
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
  });
}
