import type { FactCode } from "./verdict.ts";

type Values = Readonly<Record<string, string>>;
type Sentence = (values: Values) => string;

function of(values: Values, name: string): string {
  return values[name] ?? "";
}

function readable(code: string): string {
  return code.replaceAll("_", " ");
}

/** Each kind of fact as one sentence. */
export const FACT_WORDS: Readonly<Record<FactCode, Sentence>> = {
  source_said: (v) => `${of(v, "source")} says that the order became ${of(v, "status")}.`,
  learnt_by_polling: (v) => `Handoff learnt ${of(v, "status")} by ${learntBy(of(v, "via"))}.`,
  learnt_by_webhook: (v) => `Handoff received ${of(v, "status")} (${of(v, "via")}).`,
  no_message: (v) => `No webhook with ${quoted(of(v, "status"))} was received.`,
  message_stands: (v) => `The message is ${of(v, "state")}: ${detailOf(v)}`,
  duplicate_came: () => "A copy with an id that was known came.",
  source_sent: (v) =>
    `The source's log: event ${of(v, "event")} was sent${toAddress(of(v, "url"))}; ${answered(v)}.`,
  gateway_took: () => "The gateway's log: the request entered.",
  gateway_did_not_pass_on: () => "The gateway's log has no line that passes it on.",
  refused_at_door: (v) => `A delivery was refused: ${readable(of(v, "code"))}.`,
  registered_elsewhere: (v) =>
    `The source has ${registered(v)} registered; Handoff's address is ${of(v, "ours")}.`,
  never_pushed: (v) =>
    `Polling has seen ${quoted(of(v, "status"))}; no webhook of this source ever carried it.`,
  built_otherwise: () => "Since then the source builds its messages in another way.",
  blocked: (v) => `The order is blocked (${readable(of(v, "code"))}): ${of(v, "detail")}`,
  intent_stands: (v) =>
    `The step ${readable(of(v, "kind"))} is ${of(v, "state")}. ${of(v, "detail")}`.trim(),
  storefront_shows: (v) => `The storefront shows ${of(v, "status")}.`,
  refund_differs: (v) =>
    of(v, "side") === "erp"
      ? "The ERP has taken it back or cancelled it; the storefront has not. Compare the refund."
      : "The storefront's side has taken it back or cancelled it; the ERP has not. Compare the refund.",
  put_off: (v) => `It was tried ${of(v, "tries")} times, and nothing refused it.`,
  endpoint_is: (v) => `The source's endpoint is ${of(v, "state")}.`,
};

function registered(v: Values): string {
  return of(v, "registered") === "" ? "no address" : of(v, "registered");
}

function learntBy(via: string): string {
  return via === "poll" ? "polling" : via;
}

function quoted(status: string): string {
  return status === "" ? "this event" : status;
}

function detailOf(v: Values): string {
  return of(v, "detail") === "" ? `${readable(of(v, "code"))}.` : of(v, "detail");
}

function toAddress(url: string): string {
  return url === "" ? "" : ` to ${url}`;
}

function answered(v: Values): string {
  const after = of(v, "seconds") === "" ? "" : ` after ${of(v, "seconds")} s`;
  const answer = of(v, "answer");
  return answer === "none" ? `no answer came${after}` : `the answer was ${answer}${after}`;
}
