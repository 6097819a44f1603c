import { EVENTS_PREFIX } from "./events/event-address.ts";
import { EXTENSION_PREFIX } from "./extensions/extension-address.ts";

/** Which part of the front answers a request. */
export type Route =
  | { readonly kind: "intake"; readonly endpointKey: string }
  | { readonly kind: "from_shopify" }
  | { readonly kind: "extension"; readonly path: string }
  | { readonly kind: "events"; readonly path: string }
  | { readonly kind: "flow"; readonly action: string }
  | { readonly kind: "health"; readonly name: HealthName }
  | { readonly kind: "screens" };

export type HealthName = "healthz" | "startupz" | "readyz" | "metrics";

const INTAKE_PREFIX = "/webhooks/oms/";
const FLOW_PREFIX = "/flow/";

const FIXED: Readonly<Record<string, Route>> = {
  "/webhooks/app": { kind: "from_shopify" },
  "/webhooks/compliance": { kind: "from_shopify" },
  "/webhooks/shopify": { kind: "from_shopify" },
  "/healthz": { kind: "health", name: "healthz" },
  "/startupz": { kind: "health", name: "startupz" },
  "/readyz": { kind: "health", name: "readyz" },
  "/metrics": { kind: "health", name: "metrics" },
};

/**
 * Finds the route of an address by its path as sent, nothing decoded: an
 * endpoint's key needs no escapes, so `%2f` and `..` are just unknown keys.
 */
export function routeOf(url: string): Route {
  const mark = url.indexOf("?");
  const path = mark === -1 ? url : url.slice(0, mark);
  if (path.startsWith(INTAKE_PREFIX)) {
    return { kind: "intake", endpointKey: path.slice(INTAKE_PREFIX.length) };
  }
  if (path.startsWith(EXTENSION_PREFIX)) return { kind: "extension", path };
  if (path === EVENTS_PREFIX || path.startsWith(`${EVENTS_PREFIX}/`)) {
    return { kind: "events", path };
  }
  if (path.startsWith(FLOW_PREFIX)) return { kind: "flow", action: path.slice(FLOW_PREFIX.length) };
  return (Object.hasOwn(FIXED, path) ? FIXED[path] : undefined) ?? { kind: "screens" };
}
