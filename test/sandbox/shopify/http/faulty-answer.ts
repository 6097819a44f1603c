import type { Exchange } from "./exchange.ts";
import { sendHtml, sendJson } from "./exchange.ts";
import type { Fault } from "./faults.ts";

const HTML =
  "<!DOCTYPE html><html><head><title>Something went wrong</title></head><body><h1>There’s a problem on our end</h1></body></html>";

const INTERNAL_ERROR = {
  errors: [
    {
      message:
        "Internal error. Looks like something went wrong on our end.\nRequest ID: 00000000-0000-4000-8000-000000000000-0 (include this in support requests).",
      extensions: {
        code: "INTERNAL_SERVER_ERROR",
        requestId: "00000000-0000-4000-8000-000000000000-0",
      },
    },
  ],
};

const THROTTLED = {
  errors: [
    {
      message: "Throttled",
      extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
    },
  ],
  extensions: {
    cost: {
      requestedQueryCost: 100,
      actualQueryCost: null,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 0, restoreRate: 100 },
    },
  },
};

/** [X] The words are ours: which refusals a shop's own rules make is nowhere listed. */
function refused(field: string): object {
  const userErrors = [{ field: ["fulfillment"], message: "The shop's rules refuse this change." }];
  return { data: { [field]: { fulfillment: null, userErrors } } };
}

/** Does what is asked, with a fault around it. `perform` commits and gives the true answer. */
export async function answerWithFault(
  exchange: Exchange,
  fault: Fault | null,
  perform: () => unknown,
): Promise<void> {
  if (fault === null) {
    sendJson(exchange, 200, perform());
    return;
  }
  switch (fault.kind) {
    case "latency":
      await delay(fault.delayMilliseconds);
      sendJson(exchange, 200, perform());
      return;
    case "error-before":
      sendHtml(exchange, fault.status, HTML);
      return;
    case "error-after":
      perform();
      sendHtml(exchange, fault.status, HTML);
      return;
    case "hang-before":
      return;
    case "hang-after":
      perform();
      return;
    case "late-commit":
      exchange.response.destroy();
      await delay(fault.delayMilliseconds);
      perform();
      return;
    case "reset":
      exchange.response.destroy();
      return;
    case "reset-after":
      perform();
      exchange.response.destroy();
      return;
    case "html":
      sendHtml(exchange, 200, HTML);
      return;
    case "throttled":
      sendJson(exchange, 200, THROTTLED);
      return;
    case "user-error":
      sendJson(exchange, 200, refused(fault.operation));
      return;
    case "unauthorized":
      sendUnauthorized(exchange);
      return;
    case "internal-error-after":
      perform();
      sendJson(exchange, 200, INTERNAL_ERROR);
      return;
  }
}

export function sendUnauthorized(exchange: Exchange): void {
  sendJson(exchange, 401, {
    errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
  });
}

async function delay(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
