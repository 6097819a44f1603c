import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One request that a source got. */
export interface AskedRequest {
  readonly url: string;
  readonly authorization: string | null;
  readonly token: string | null;
}

/** A source's API on this machine, which answers as it is told. */
export interface SourceServer {
  readonly url: string;
  readonly asked: AskedRequest[];
  /** From now on. */
  answer(how: (request: IncomingMessage, response: ServerResponse) => void): void;
  close(): void;
}

export async function startSource(): Promise<SourceServer> {
  let how: (request: IncomingMessage, response: ServerResponse) => void = (_request, response) =>
    response.writeHead(404).end();
  const asked: AskedRequest[] = [];
  const server = createServer((request, response) => {
    const { authorization = null, "x-auth-token": token } = request.headers;
    asked.push({
      url: request.url ?? "",
      authorization,
      token: typeof token === "string" ? token : null,
    });
    how(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: (next) => {
      how = next;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

export function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}
