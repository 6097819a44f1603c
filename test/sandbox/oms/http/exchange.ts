import type { IncomingMessage, ServerResponse } from "node:http";
import { OmsRefusal } from "../refusal.ts";

const MAX_BODY_BYTES = 1_000_000;

/** One request with its answer, as the routes of this simulator see it. */
export interface Exchange {
  readonly method: string;
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** What the pattern's `:name` parts matched. */
  readonly params: Readonly<Record<string, string>>;
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > MAX_BODY_BYTES) throw new OmsRefusal(422, "the body is larger than 1 MB");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

/** The body as a JSON object; an empty body is an empty object. */
export async function readJson(request: IncomingMessage): Promise<Record<string, unknown>> {
  const text = await readText(request);
  if (text.trim() === "") return {};
  const value: unknown = parse(text);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new OmsRefusal(422, "the body must be a JSON object");
  }
  return { ...value };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new OmsRefusal(422, "the body is not JSON");
  }
}

export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await readText(request));
}

export function answerJson({ response }: Exchange, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(value));
}

export function answerHtml({ response }: Exchange, page: string, status = 200): void {
  response.writeHead(status, { "content-type": "text/html; charset=utf-8" });
  response.end(page);
}

/** Sends the browser on to a page after a form was taken. */
export function seeOther({ response }: Exchange, path: string): void {
  response.writeHead(303, { location: path });
  response.end();
}
