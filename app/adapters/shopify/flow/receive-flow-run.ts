import {
  type FlowAsked,
  type FlowStep,
  type FlowUnreadable,
  readFlowRequest,
} from "../../../domain/flow/actions.ts";
import type { FlowAnswer } from "../../../domain/flow/answer.ts";
import type { Cryptography } from "../../../domain/signature/cryptography.ts";
import type { Log } from "../../../pipeline/ports.ts";
import { ANSWER_WORDS, UNREADABLE_WORDS } from "./flow-words.ts";
import { isSigned } from "../webhooks/verify-webhook.ts";

/** A request to run an action, as it came. */
export interface FlowRequest {
  /** The action that the address names. */
  readonly action: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** The bytes as received: the signature covers them and not the JSON. */
  readonly body: Uint8Array;
}

/** Flow takes 200 for done, tries again after 429 and 5xx, and fails the step on anything else. */
export interface FlowHttpAnswer {
  readonly status: 200 | 400 | 401 | 404 | 422 | 503;
  readonly body: object;
}

interface FlowReceiverParts {
  /** The client secret, and the one before it while Shopify rotates. */
  readonly secrets: readonly string[];
  readonly cryptography: Cryptography;
  /** Null where no such shop has the app now. */
  readonly installedShop: (domain: string) => Promise<{ readonly id: string } | null>;
  readonly run: (asked: {
    readonly shopId: string;
    readonly runId: string;
    readonly step: FlowStep;
  }) => Promise<FlowAnswer | "overloaded">;
  readonly log: Log;
}

/** Runs actions for workflows of Shopify Flow: signed over the raw bytes, and done once however often it asks. */
export function receiveFlowRun(
  parts: FlowReceiverParts,
): (request: FlowRequest) => Promise<FlowHttpAnswer> {
  return async (request) => {
    if (!isSigned(request, parts.secrets, parts.cryptography)) {
      parts.log.warn("flow_run.rejected", { action: request.action });
      return failure(401, "signature_mismatch", "The signature is not Shopify's.");
    }
    const asked = readFlowRequest(jsonIn(request.body));
    if ("code" in asked) return unreadable(asked);
    if (asked.step.action !== request.action)
      return failure(400, "malformed", "The address and the handle name different actions.");
    return runIn(parts, asked);
  };
}

function unreadable({ code, member }: FlowUnreadable): FlowHttpAnswer {
  const words = UNREADABLE_WORDS[code];
  return failure(400, code, member === null ? `${words}.` : `${words} (${member}).`);
}

async function runIn(
  { installedShop, run, log }: FlowReceiverParts,
  { shopDomain, runId, step }: FlowAsked,
): Promise<FlowHttpAnswer> {
  const shop = await installedShop(shopDomain);
  if (shop === null) return failure(404, "shop_unknown", "This store does not have Handoff.");
  const answer = await run({ shopId: shop.id, runId, step });
  const outcome = answer === "overloaded" ? answer : answer.code;
  log.info("flow_run.answered", { shop_id: shop.id, run_id: runId, action: step.action, outcome });
  if (answer === "overloaded")
    return failure(503, "overloaded", "Handoff takes nothing now: try again in a moment.");
  const message = ANSWER_WORDS[answer.code];
  return answer.outcome === "done"
    ? { status: 200, body: { result: answer.code, message } }
    : failure(422, answer.code, message);
}

function failure(
  status: Exclude<FlowHttpAnswer["status"], 200>,
  code: string,
  message: string,
): FlowHttpAnswer {
  return { status, body: { error: { code, message } } };
}

/** Null for what is no JSON. */
function jsonIn(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
