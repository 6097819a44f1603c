import type { IncomingMessage, ServerResponse } from "node:http";

/** One HTTP request, read to its end. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly body: string;
}

const MAX_BODY_BYTES = 20 * 1024 * 1024;

export async function readExchange(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Exchange> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    // An IncomingMessage without an encoding gives buffers.
    const bytes = chunk as Buffer;
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new Error("the request body is too large");
    chunks.push(bytes);
  }
  const url = new URL(request.url ?? "/", `http://${request.headers.host ?? "localhost"}`);
  const body = Buffer.concat(chunks).toString("utf8");
  return { method: request.method ?? "GET", url, request, response, body };
}

export function header(exchange: Exchange, name: string): string | null {
  const value = exchange.request.headers[name];
  return typeof value === "string" ? value : null;
}

export function sendJson({ response }: Exchange, status: number, body: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}

export function sendHtml({ response }: Exchange, status: number, html: string): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  response.end(html);
}

export function redirect({ response }: Exchange, location: string): void {
  response.writeHead(303, { location });
  response.end();
}

/** A JSON body as an object; empty where there is none. */
export function jsonBody({ body }: Exchange): Readonly<Record<string, unknown>> {
  if (body.trim() === "") return {};
  const parsed: unknown = JSON.parse(body);
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    throw new Error("the body is not a JSON object");
  }
  // Narrowed to an object above.
  return parsed as Readonly<Record<string, unknown>>;
}
