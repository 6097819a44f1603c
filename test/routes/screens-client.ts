import type { AppLoadContext } from "@remix-run/node";
import { expect } from "vitest";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { cryptography } from "../../app/adapters/system/cryptography.ts";
import type { MessageVia } from "../../app/domain/message-state.ts";
import { answerOf, type ScreensApp } from "./screens-app.ts";

/** A loader or an action, whatever it answers. */
export type Route = (args: never) => unknown;

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

type Params = Readonly<Record<string, string>>;

/** Robots are sent away before anything else is looked at. */
const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const ORIGIN = "https://handoff.example.com";

/** A staff member of one shop at the screens. */
export function visitor(context: AppLoadContext, headers: Params = {}) {
  const run = (route: Route, request: Request, params: Params): Promise<Answer> => {
    const answer = route as (args: object) => unknown; // each takes what Remix gives all
    return answerOf(Promise.resolve().then(() => answer({ request, params, context })));
  };
  const all = { "user-agent": BROWSER, ...headers };
  return {
    open: (route: Route, path = "/", params: Params = {}) =>
      run(route, new Request(`${ORIGIN}${path}`, { headers: all }), params),
    send: (route: Route, form: Params, params: Params = {}) => {
      const body = new URLSearchParams(form);
      return run(route, new Request(`${ORIGIN}/`, { method: "POST", body, headers: all }), params);
    },
  };
}

export type Visitor = ReturnType<typeof visitor>;

/** The body of an answer that says yes. */
export async function bodyOf<T>(answer: Promise<Answer>): Promise<T> {
  const { status, body } = await answer;
  expect(status).toBeLessThan(300);
  return body as T; // the test says what it expects
}

/** A source as the form first has it. */
export const SOURCE_FORM = {
  name: "Main OMS",
  role: "oms",
  preset: "generic-json",
  scheme: "preset",
  header: "x-signature",
  secretOwner: "ours",
  secret: "",
};

export const SHIPPED = {
  event_id: "e1",
  occurred_at: "2026-11-21T02:00:00Z",
  version: 1,
  order: { id: "7", name: "#1001", shopify_order_id: null },
  status: "shipped",
  shipment: { id: "S1", packages: [{ tracking_number: "JD 0001-X", carrier: "DHL" }], lines: [] },
};

/** Puts a payload into the inbox as a message of the source, and has it interpreted. Answers its id. */
export async function receive(
  app: ScreensApp,
  { domain, sourceId }: { readonly domain: string; readonly sourceId: string },
  payload: object,
): Promise<string> {
  const { ids, adapter } = app.database;
  const shop = await adapter.shops.find(domain);
  const id = ids.next();
  const body = new TextEncoder().encode(JSON.stringify(payload));
  const via: MessageVia = "webhook";
  const content = { headers: { "content-type": "application/json" }, query: "", body };
  await adapter.inbox.record([
    {
      id,
      shopId: shop?.id ?? "",
      sourceId,
      receivedAt: systemClock.now(),
      via,
      deduplicationKey: `id:event-${id}`,
      ...content,
      bodyHash: cryptography.digest("sha256", [body]),
      replayOf: null,
    },
  ]);
  await app.interpretAll();
  return id;
}
