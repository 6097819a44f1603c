import { createServer } from "node:http";
import type { IncomingMessage, RequestListener, Server, ServerResponse } from "node:http";
import { ENDPOINT_NOT_FOUND, refusal } from "../pipeline/intake/refusal.ts";
import type { Clock } from "../pipeline/ports.ts";
import { admission } from "./admission.ts";
import { answerRefusal } from "./answer.ts";
import { checkRequest } from "./check-request.ts";
import { clientErrors } from "./client-error.ts";
import type { Exchange } from "./exchange.ts";
import { eventRoute } from "./events/event-route.ts";
import type { EventSource } from "./events/event-source.ts";
import { extensionRoute } from "./extensions/extension-route.ts";
import type { ExtensionParts } from "./extensions/extension-route.ts";
import { flowRoute } from "./flow-route.ts";
import type { ReceiveFromFlow } from "./flow-route.ts";
import { healthRoute } from "./health-route.ts";
import type { HealthParts } from "./health-route.ts";
import { intakeRoute } from "./intake-route.ts";
import type { IntakeParts } from "./intake-route.ts";
import { SERVER_OPTIONS } from "./limits.ts";
import { routeOf } from "./route.ts";
import { shopifyRoute } from "./shopify-route.ts";
import type { ReceiveFromShopify } from "./shopify-route.ts";

export interface FrontParts extends HealthParts, Omit<IntakeParts, "admission"> {
  readonly receiveFromShopify: ReceiveFromShopify;
  readonly receiveFromFlow: ReceiveFromFlow;
  /** What pages of Shopify's ask. */
  readonly extensions: Pick<ExtensionParts, "admitViewer" | "queries" | "commands">;
  /** What others are told, for those who ask. */
  readonly events: EventSource;
  readonly clock: Clock;
  /** Everything that is no webhook and no health check. */
  readonly screens: RequestListener;
  /** A worker answers for its health alone. */
  readonly offers: "everything" | "health";
}

/**
 * The one HTTP server: takes the webhooks and health checks itself, because a
 * web framework costs ten times what they do, and hands the rest on.
 */
export function front(parts: FrontParts): Server {
  const dispatch = dispatcher(parts);
  const errors = clientErrors();
  const server = createServer(SERVER_OPTIONS);
  server.maxHeadersCount = 0; // Node would cut the list off in silence; `checkRequest` refuses instead
  const listen = (isWaiting: boolean) => (request: IncomingMessage, response: ServerResponse) => {
    errors.watch(request.socket, response);
    request.on("error", ignoreBrokenConnection);
    if (parts.readiness.isDraining) response.setHeader("connection", "close");
    dispatch({ request, response, isWaiting });
  };
  server.on("request", listen(false));
  server.on("checkContinue", listen(true));
  server.on("checkExpectation", (_request: IncomingMessage, response: ServerResponse) => {
    answerRefusal(response, EXPECTATION_FAILED, [["connection", "close"]]);
  });
  server.on("clientError", errors.answer);
  return server;
}

const EXPECTATION_FAILED = refusal(
  "expectation_failed",
  "Only Expect: 100-continue is known here.",
);

/** A sender that goes away is noticed where its body is read; without a listener it would end the process. */
function ignoreBrokenConnection(): void {
  return;
}

function dispatcher(parts: FrontParts): (exchange: Exchange) => void {
  const intake = intakeRoute({ ...parts, admission: admission() });
  const fromShopify = shopifyRoute(parts);
  const fromFlow = flowRoute(parts);
  const extensions = extensionRoute({ ...parts, ...parts.extensions });
  const events = eventRoute({ ...parts, draining: parts.readiness.draining });
  const health = healthRoute(parts);
  return (exchange) => {
    const { request, response, isWaiting } = exchange;
    const fault = checkRequest(request);
    if (fault !== null) {
      answerRefusal(response, fault, [["connection", "close"]]);
      return;
    }
    const route = routeOf(request.url ?? "");
    if (parts.offers === "health" && route.kind !== "health") {
      answerRefusal(response, ENDPOINT_NOT_FOUND);
      return;
    }
    switch (route.kind) {
      case "intake":
        intake(exchange, route.endpointKey);
        return;
      case "from_shopify":
        void fromShopify(exchange);
        return;
      case "flow":
        void fromFlow(exchange, route.action);
        return;
      case "extension":
        if (isWaiting) response.writeContinue();
        void extensions(exchange, route.path);
        return;
      case "events":
        if (isWaiting) response.writeContinue();
        void events(exchange, route.path);
        return;
      case "health":
        void health(exchange, route.name);
        return;
      case "screens":
        if (isWaiting) response.writeContinue();
        parts.screens(request, response);
        return;
    }
  };
}
