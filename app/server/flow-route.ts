import { AppError } from "../domain/app-error.ts";
import { INBOX_UNAVAILABLE, OVERLOADED, refusal } from "../pipeline/intake/refusal.ts";
import type { Log } from "../pipeline/ports.ts";
import { admission } from "./admission.ts";
import { answerJson, answerRefusal, refuseAndClose } from "./answer.ts";
import type { Exchange } from "./exchange.ts";
import { readBody } from "./read-body.ts";
import { singleHeaders } from "./single-headers.ts";

/** Answers once what was asked for is durable. */
export type ReceiveFromFlow = (request: {
  readonly action: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}) => Promise<{ readonly status: number; readonly body: object }>;

export interface FlowRouteParts {
  readonly receiveFromFlow: ReceiveFromFlow;
  readonly log: Log;
}

/** An action has a few fields that a merchant writes by hand. */
const MAX_BODY_BYTES = 64 * 1024;

const WITH_POST = refusal("method_not_allowed", "Shopify Flow runs actions with POST.");
const TOO_LARGE = refusal("body_too_large", "The body is larger than 64 KB.");

/** Where workflows of Shopify Flow run the app's actions; raw bytes, because the signature covers those. */
export function flowRoute(
  parts: FlowRouteParts,
): (exchange: Exchange, action: string) => Promise<void> {
  const held = admission();
  return async (exchange, action) => {
    if (exchange.request.method !== "POST") {
      answerRefusal(exchange.response, WITH_POST, [["allow", "POST"]]);
      return;
    }
    const body = await readBody(exchange, MAX_BODY_BYTES, held);
    switch (body) {
      case "truncated":
        return;
      case "too_large":
        refuseAndClose(exchange, TOO_LARGE);
        return;
      case "overloaded":
        refuseAndClose(exchange, OVERLOADED);
        return;
    }
    await answer(parts, exchange, { action, body });
  };
}

async function answer(
  { receiveFromFlow, log }: FlowRouteParts,
  { request, response }: Exchange,
  asked: { readonly action: string; readonly body: Uint8Array },
): Promise<void> {
  try {
    const headers = singleHeaders(request.headers);
    const { status, body } = await receiveFromFlow({ ...asked, headers });
    answerJson(response, status, { text: JSON.stringify(body) });
  } catch (error) {
    if (!(error instanceof AppError && error.retryable)) log.error("flow_run.failed", error, {});
    if (!response.headersSent) answerRefusal(response, INBOX_UNAVAILABLE);
  }
}
