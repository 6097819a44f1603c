import type { EventReader } from "../../adapters/postgres/outgoing/readers.ts";
import { AppError } from "../../domain/app-error.ts";
import { eventJsonSchema } from "../../domain/outgoing/event-body.ts";
import { formatAsked } from "../../domain/outgoing/format-asked.ts";
import { rateLimit } from "../../pipeline/intake/rate-limit.ts";
import type { Clock, Log } from "../../pipeline/ports.ts";
import type { Exchange } from "../exchange.ts";
import { type EventAddress, eventAddress, methodOf } from "./event-address.ts";
import { answerEventProblem, answerEvents } from "./event-answer.ts";
import { readEventQuery } from "./event-query.ts";
import type { EventSource, StreamRequest } from "./event-source.ts";
import { eventStreams } from "./event-streams.ts";

export interface EventRouteParts {
  readonly events: EventSource;
  readonly clock: Clock;
  readonly log: Log;
  /** Ends open streams. */
  readonly draining: AbortSignal;
}

/** Enough for who asks every second, with a backlog to read; who wants more of it opens the stream. */
const RATE = { perSecond: 5, burst: 100 };
const MOST_KEY_LENGTH = 200;

/** What others ask of the events that they are told: pages, marks of what they processed, and a stream. */
export function eventRoute(
  parts: EventRouteParts,
): (exchange: Exchange, path: string) => Promise<void> {
  const limit = rateLimit(RATE);
  const streams = eventStreams(parts);
  return async (exchange, path) => {
    const address = eventAddress(path);
    if (address === null) answerEventProblem(exchange, "not_found");
    else if (exchange.request.method !== methodOf(address)) {
      const headers = [["allow", methodOf(address)]] as const;
      answerEventProblem(exchange, "method_not_allowed", { headers });
    } else {
      try {
        await answer({ ...parts, limit, openStream: streams }, exchange, address);
      } catch (error) {
        if (!(error instanceof AppError && error.retryable))
          parts.log.error("events.failed", error, { asks: address.kind });
        if (!exchange.response.headersSent) answerEventProblem(exchange, "unavailable");
      }
    }
  };
}

interface AnsweringParts extends EventRouteParts {
  readonly limit: ReturnType<typeof rateLimit>;
  readonly openStream: (exchange: Exchange, request: StreamRequest) => Promise<void>;
}

async function answer(
  parts: AnsweringParts,
  exchange: Exchange,
  address: EventAddress,
): Promise<void> {
  if (address.kind === "schema") {
    answerEvents(exchange, { name: "schema", value: eventJsonSchema(), format: "json" });
    return;
  }
  const key = keyIn(exchange);
  const reader = key === null ? null : await parts.events.find(key);
  if (key === null || reader === null) {
    answerEventProblem(exchange, "key_invalid");
    return;
  }
  const verdict = parts.limit.use(reader.subscriberId, parts.clock.now());
  if (!verdict.allowed) {
    const headers = [["retry-after", String(verdict.retryAfterSeconds)]] as const;
    answerEventProblem(exchange, "rate_limited", { headers });
    return;
  }
  switch (address.kind) {
    case "list":
      return answerList(parts, exchange, reader);
    case "stream":
      return parts.openStream(exchange, { reader, key });
    case "acknowledge":
      return answerAcknowledged(parts, exchange, { reader, eventId: address.eventId });
  }
}

function keyIn({ request }: Exchange): string | null {
  const key = /^Bearer ([\w-]+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
  return key === "" || key.length > MOST_KEY_LENGTH ? null : key;
}

async function answerList(
  { events }: AnsweringParts,
  exchange: Exchange,
  reader: EventReader,
): Promise<void> {
  const { request } = exchange;
  const format = formatAsked(request.headers.accept);
  const query = readEventQuery(parametersOf(request.url));
  if (format === null) answerEventProblem(exchange, "format_unknown");
  else if (typeof query === "string")
    answerEventProblem(exchange, "parameter_invalid", { detail: `It is: ${query}.` });
  else {
    const page = await events.read({ reader, ...query });
    if (page === null) {
      answerEventProblem(exchange, "event_forgotten");
      return;
    }
    const shown = page.events.map(({ body, acknowledgedAt }) => ({
      ...body,
      acknowledged_at: acknowledgedAt,
    }));
    const value = { events: shown, next: shown.at(-1)?.id ?? null, has_more: page.hasMore };
    answerEvents(exchange, { name: "answer", value, format });
  }
}

/** The path was checked before, so that the address parses. */
export function parametersOf(url = ""): URLSearchParams {
  const mark = url.indexOf("?");
  return new URLSearchParams(mark === -1 ? "" : url.slice(mark + 1));
}

async function answerAcknowledged(
  { events }: AnsweringParts,
  exchange: Exchange,
  { reader, eventId }: { readonly reader: EventReader; readonly eventId: string },
): Promise<void> {
  const at = await events.acknowledge(reader, eventId);
  if (at === null) answerEventProblem(exchange, "event_unknown");
  else {
    const format = formatAsked(exchange.request.headers.accept) ?? "json";
    const value = { id: eventId, acknowledged_at: at };
    answerEvents(exchange, { name: "answer", value, format });
  }
}
