import { AppError } from "../../domain/app-error.ts";
import { customerStatus, type KnownOrder } from "../../domain/order-status/customer-status.ts";
import type { Viewer } from "../../domain/session-token/session-token.ts";
import { rateLimit } from "../../pipeline/intake/rate-limit.ts";
import type { Clock, Log, Metrics } from "../../pipeline/ports.ts";
import type { Services } from "../../services.server.ts";
import type { Exchange } from "../exchange.ts";
import { senderOf } from "../sender.ts";
import type { AdmittedViewer, AdmitViewer } from "./admit-viewer.ts";
import { extensionAddress, type ExtensionAddress, methodOf } from "./extension-address.ts";
import { answerPreflight, answerProblem, answerValue } from "./extension-answer.ts";
import { answerStaff } from "./staff-answers.ts";

export interface ExtensionParts {
  readonly admitViewer: AdmitViewer;
  readonly queries: Pick<Services["queries"], "orderStatus" | "staffStatus" | "recordOf" | "run">;
  readonly commands: Pick<Services["commands"], "lookAgain" | "replayOrder">;
  readonly trustedProxies: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** A page asks once, and again every few seconds while something moves. */
const RATE = { perSecond: 5, burst: 60 };

/** What extensions on Shopify's own pages ask: no cookies, no framework, one read. */
export function extensionRoute(
  parts: ExtensionParts,
): (exchange: Exchange, path: string) => Promise<void> {
  const limit = rateLimit(RATE);
  return async (exchange, path) => {
    const { request } = exchange;
    const address = extensionAddress(path);
    if (address === null) answerProblem(exchange, "not_found");
    else if (request.method === "OPTIONS") answerPreflight(exchange);
    else if (request.method !== methodOf(address)) {
      answerProblem(exchange, "method_not_allowed", [["allow", `${methodOf(address)}, OPTIONS`]]);
    } else {
      try {
        await answerAdmitted(parts, exchange, { address, limit });
      } catch (error) {
        if (!(error instanceof AppError && error.retryable))
          parts.log.error("extension.failed", error, { asks: address.kind });
        if (!exchange.response.headersSent) answerProblem(exchange, "unavailable");
      }
    }
  };
}

async function answerAdmitted(
  parts: ExtensionParts,
  exchange: Exchange,
  asked: { readonly address: ExtensionAddress; readonly limit: ReturnType<typeof rateLimit> },
): Promise<void> {
  const { request } = exchange;
  const { address, limit } = asked;
  const admitted = await parts.admitViewer(request.headers.authorization);
  if (admitted === null) {
    answerProblem(exchange, "token_invalid");
    return;
  }
  const who = nameOf(admitted.viewer) ?? senderOf(request, parts.trustedProxies);
  const verdict = limit.use(`${admitted.shopId} ${who}`, parts.clock.now());
  if (!verdict.allowed) {
    answerProblem(exchange, "rate_limited", [["retry-after", String(verdict.retryAfterSeconds)]]);
  } else if (address.kind === "customer_status") {
    await answerCustomer(parts, exchange, { admitted, orderId: address.orderId });
  } else await answerStaff(parts, exchange, { admitted, address });
}

function nameOf(viewer: Viewer): string | null {
  switch (viewer.kind) {
    case "staff":
      return viewer.userId;
    case "customer":
      return viewer.customerId;
    case "guest":
      return null;
  }
}

/** The same answer for an order that nobody told of, of another customer and of another shop: it must not be found out by asking. */
async function answerCustomer(
  { queries }: ExtensionParts,
  exchange: Exchange,
  { admitted, orderId }: { readonly admitted: AdmittedViewer; readonly orderId: string },
): Promise<void> {
  const order = await queries.orderStatus({ shopId: admitted.shopId, orderId });
  const ownership = order === null ? "foreign" : ownershipOf(order, admitted.viewer);
  if (order === null || ownership === "foreign") answerProblem(exchange, "order_unknown");
  else answerValue(exchange, 200, customerStatus(order, { isCustomer: ownership === "own" }));
}

/** An order's number is no proof, and without Shopify's word nobody is its customer. */
function ownershipOf({ view }: KnownOrder, viewer: Viewer): "own" | "foreign" | "unproved" {
  const customerId = view?.customerId ?? null;
  if (viewer.kind !== "customer" || customerId === null) return "unproved";
  return viewer.customerId === customerId ? "own" : "foreign";
}
