import type { EventFormat } from "../../domain/outgoing/event-type.ts";
import { answerXml } from "../../domain/outgoing/event-xml.ts";
import { answerText, type HeaderList } from "../answer.ts";
import type { Exchange } from "../exchange.ts";

const HEADERS: HeaderList = [
  ["cache-control", "no-store"],
  ["x-content-type-options", "nosniff"],
  ["vary", "accept, authorization"],
];

/** Each problem with its status and what to do about it. */
const PROBLEMS = {
  key_invalid: [401, "The key is missing or no longer valid. Send it as: Authorization: Bearer …"],
  parameter_invalid: [400, "A parameter of the address is not understood."],
  event_unknown: [404, "This subscriber was told of no such event."],
  not_found: [404, "There is nothing at this address."],
  method_not_allowed: [405, "This address does not take this method."],
  format_unknown: [406, "Events are told as application/json and as application/xml."],
  event_forgotten: [
    410,
    "The event to begin after is not kept any more. Ask without it, from the oldest one.",
  ],
  rate_limited: [429, "Too many requests: ask again in a moment, or open the stream."],
  too_many_streams: [429, "This shop has as many streams open as it may."],
  unavailable: [503, "Events cannot be read now: ask again in a moment."],
} as const satisfies Record<string, readonly [status: number, message: string]>;

export type EventProblem = keyof typeof PROBLEMS;

export interface EventAnswer {
  /** The element that XML puts around it. */
  readonly name: string;
  readonly value: object;
  readonly format: EventFormat;
}

export function answerEvents({ response }: Exchange, { name, value, format }: EventAnswer): void {
  const [text, contentType] =
    format === "json"
      ? [JSON.stringify(value), "application/json"]
      : [answerXml(name, value), "application/xml"];
  answerText(response, 200, { text, contentType, headers: HEADERS });
}

export function answerEventProblem(
  { response }: Exchange,
  code: EventProblem,
  { headers = [], detail = "" }: { readonly headers?: HeaderList; readonly detail?: string } = {},
): void {
  const [status, words] = PROBLEMS[code];
  const message = detail === "" ? words : `${words} ${detail}`;
  const text = JSON.stringify({ error: { code, message } });
  const challenge: HeaderList = status === 401 ? [["www-authenticate", "Bearer"]] : [];
  answerText(response, status, {
    text,
    contentType: "application/json",
    headers: [...HEADERS, ...challenge, ...headers],
  });
}
