import { timingSafeEqual } from "node:crypto";
import type { Exchange } from "./exchange.ts";
import { answerJson } from "./answer.ts";
import type { Readiness } from "./readiness.ts";
import type { HealthName } from "./route.ts";

export interface HealthParts {
  readonly readiness: Readiness;
  readonly scrape: { text(): Promise<string>; readonly contentType: string };
  /** Who may read the metrics: anyone, nobody, or who has the token. */
  readonly metricsAccess: "open" | "closed" | { readonly token: string };
}

/** `/healthz`: this process runs. `/startupz`: it has started, for it listens no sooner. `/readyz`: it can take deliveries. `/metrics`: for Prometheus. */
export function healthRoute(parts: HealthParts) {
  return async ({ request, response }: Exchange, name: HealthName): Promise<void> => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      answerJson(response, 405, {
        text: '{"error":{"code":"method_not_allowed"}}',
        headers: [["allow", "GET, HEAD"]],
      });
      return;
    }
    switch (name) {
      case "healthz":
        answerJson(response, 200, { text: '{"status":"ok"}' });
        return;
      case "startupz":
        answerJson(response, 200, { text: '{"status":"started"}' });
        return;
      case "readyz": {
        const state = await parts.readiness.check();
        answerJson(response, state.isReady ? 200 : 503, { text: JSON.stringify(state) });
        return;
      }
      case "metrics":
        await answerMetrics(parts, { request, response, isWaiting: false });
        return;
    }
  };
}

async function answerMetrics(parts: HealthParts, { request, response }: Exchange): Promise<void> {
  if (!mayRead(parts.metricsAccess, request.headers.authorization)) {
    const message = "Set HANDOFF_METRICS_TOKEN, and send it as a bearer token.";
    answerJson(response, 401, {
      text: JSON.stringify({ error: { code: "metrics_closed", message } }),
    });
    return;
  }
  const text = await parts.scrape.text();
  response.writeHead(200, { "content-type": parts.scrape.contentType }).end(text);
}

function mayRead(access: HealthParts["metricsAccess"], authorization: string | undefined): boolean {
  if (access === "open") return true;
  if (access === "closed" || authorization === undefined) return false;
  const given = Buffer.from(authorization);
  const wanted = Buffer.from(`Bearer ${access.token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
