import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One request as a source sees it. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  /** Fields of a form, or of a flat JSON object. */
  readonly fields: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Told {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
}

/** `break` closes the connection without an answer. */
export type Answering = (asked: Asked) => Told | "break";

/** A source of any kind, over real HTTP. */
export interface OwnSource {
  readonly url: string;
  /** All requests so far. */
  readonly asked: Asked[];
  close(): Promise<void>;
}

export async function startOwnSource(answering: Answering): Promise<OwnSource> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = new URL(request.url ?? "/", "http://source");
      const body = Buffer.concat(chunks).toString();
      const one = {
        method: request.method ?? "GET",
        path: url.pathname,
        query: url.searchParams,
        headers: Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        ),
        fields: fieldsOf(body, request.headers["content-type"] ?? ""),
        body,
      };
      asked.push(one);
      const told = answering(one);
      if (told === "break") {
        response.destroy();
        return;
      }
      response.writeHead(told.status ?? 200, {
        "content-type": "application/json",
        ...told.headers,
      });
      response.end(told.json === undefined ? "" : JSON.stringify(told.json));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a server on a port has one
  return {
    url: `http://127.0.0.1:${String(port)}`,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function fieldsOf(body: string, type: string): Readonly<Record<string, string>> {
  if (type.includes("form")) return Object.fromEntries(new URLSearchParams(body));
  if (!type.includes("json") || body === "") return {};
  return JSON.parse(body) as Readonly<Record<string, string>>; // what the test's definition sends
}

/** An order as these sources list it. */
export interface Row {
  readonly id: string;
  readonly version: number;
  readonly updatedAt: string;
}

/** So many orders, each changed a minute after the one before. */
export function rows(count: number, from = 1): Row[] {
  const start = Date.now() - (count + 10) * 60_000;
  return Array.from({ length: count }, (_, at) => ({
    id: String(from + at),
    version: 1,
    updatedAt: new Date(start + at * 60_000).toISOString(),
  }));
}
