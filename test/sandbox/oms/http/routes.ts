import type { IncomingMessage, ServerResponse } from "node:http";
import type { Exchange } from "./exchange.ts";

/** A method and a path pattern (`/accounts/:id`) with what answers it. */
export interface Route {
  readonly method: "GET" | "POST" | "PUT";
  readonly pattern: string;
  readonly answer: (exchange: Exchange) => Promise<void> | void;
}

/** The route of a request with its path parameters; null where there is none. */
export function match(
  routes: readonly Route[],
  call: Call,
): { route: Route; exchange: Exchange } | null {
  const method = call.request.method ?? "GET";
  const url = new URL(call.request.url ?? "/", "http://oms.local");
  for (const route of routes) {
    const params = route.method === method ? matchPath(route.pattern, url.pathname) : null;
    if (params !== null) return { route, exchange: { ...call, method, url, params } };
  }
  return null;
}

export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (part.startsWith(":")) params[part.slice(1)] = decodeURIComponent(value);
    else if (part !== value) return null;
  }
  return params;
}

/** A parameter that the pattern names. */
export function param(exchange: Exchange, name: string): string {
  return exchange.params[name] ?? "";
}
