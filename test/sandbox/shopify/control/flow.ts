import { createHmac, randomUUID } from "node:crypto";
import type { FlowExtension } from "../oauth/flow-extensions.ts";
import type { FlowRun, Shop } from "../store/shop.ts";
import type { AppRegistration, World } from "../store/world.ts";
import { gidNumber } from "../store/ids.ts";
import { orderNamed } from "./views.ts";

/** What a workflow asks an action of the app for. */
export interface FlowAsked {
  readonly action: string;
  /** By name or global id; absent where the action takes none. */
  readonly order?: string;
  readonly properties?: Readonly<Record<string, string>>;
  /** Given again, Flow asks a second time for the same run. */
  readonly runId?: string;
}

/** The time that Flow waits for an answer. */
const TIMEOUT_MILLISECONDS = 10_000;

/** Sends one run of an action to the app, as Shopify Flow does, once. */
export async function runFlowAction(
  {
    world,
    shop,
    app,
  }: { readonly world: World; readonly shop: Shop; readonly app: AppRegistration },
  asked: FlowAsked,
): Promise<FlowRun> {
  const action = app.flow.find(
    ({ type, handle }) => type === "flow_action" && handle === asked.action,
  );
  if (action?.runtimeUrl == null) throw new Error(`the app has no action ${asked.action}`);
  const runId = asked.runId ?? randomUUID();
  const body = JSON.stringify(payloadOf(shop, { action, asked, runId }));
  const response = await fetch(new URL(action.runtimeUrl, app.url), {
    method: "POST",
    redirect: "manual",
    signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
    headers: {
      "content-type": "application/json",
      "x-shopify-hmac-sha256": createHmac("sha256", app.clientSecret).update(body).digest("base64"),
    },
    body,
  });
  const run: FlowRun = {
    at: world.timestamp(),
    action: action.handle,
    runId,
    status: response.status,
    answer: await response.text(),
  };
  shop.flowRuns.push(run);
  return run;
}

interface Running {
  readonly action: FlowExtension;
  readonly asked: FlowAsked;
  readonly runId: string;
}

/** Flow sends every property as text. */
function payloadOf(shop: Shop, { action, asked, runId }: Running): object {
  const order = asked.order === undefined ? null : orderNamed(shop, asked.order);
  return {
    shop_id: 1,
    shopify_domain: shop.domain,
    action_run_id: runId,
    action_definition_id: action.name,
    handle: action.handle,
    properties: {
      ...(order === null ? {} : { order_id: gidNumber(order.id) }),
      ...asked.properties,
    },
  };
}
