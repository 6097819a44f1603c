import { z } from "zod";
import type { Account } from "../account.ts";
import { SIGNINGS } from "../account.ts";
import { isAcknowledged } from "../dispatch.ts";
import { setFault } from "../settings.ts";
import { FAULT_NAMES } from "../faults.ts";
import { importOrders } from "../import-orders.ts";
import type { Oms } from "../oms.ts";
import { findAccount, openAccount } from "../oms.ts";
import { OmsRefusal } from "../refusal.ts";
import { cancelShipment, correctTracking, findShipment, moveParcels, ship } from "../ship.ts";
import { STATUSES, isParcelStatus } from "../status.ts";
import {
  cancelOrder,
  findOrder,
  holdOrder,
  makeReady,
  startPicking,
  takeOrder,
} from "../take-orders.ts";
import type { Exchange } from "./exchange.ts";
import { answerJson, readJson } from "./exchange.ts";
import { orderOf } from "./polling.ts";
import type { Route } from "./routes.ts";
import { param } from "./routes.ts";

const ACCOUNT = "/control/accounts/:account";

/** What the stories and the sandbox start call instead of clicking. */
export function controlRoutes(oms: Oms): Route[] {
  const on = (pattern: string, act: Act, method: Route["method"] = "POST"): Route => ({
    method,
    pattern: `${ACCOUNT}${pattern}`,
    answer: async (exchange) => {
      const account = findAccount(oms, param(exchange, "account"));
      const result = await act({ oms, account, exchange, body: await bodyOf(exchange) });
      answerJson(exchange, 200, result);
    },
  });
  return [
    {
      method: "POST",
      pattern: "/control/accounts",
      answer: (exchange) => addAccount(oms, exchange),
    },
    on("", showAccount, "GET"),
    on("/webhook", setWebhook, "PUT"),
    on("/faults", setFaults, "PUT"),
    on("/wait-header", setWaitHeader, "PUT"),
    on("/orders", addOrder),
    on("/import", importFromStore),
    on("/orders/:order/ship", shipOrder),
    on("/orders/:order/process", actOnOrder(startPicking)),
    on("/orders/:order/hold", actOnOrder(holdOrder)),
    on("/orders/:order/ready", actOnOrder(makeReady)),
    on("/orders/:order/cancel", actOnOrder(cancelOrder)),
    on("/shipments/:shipment/:act", actOnShipment),
    on("/events/:event/send-again", sendAgain),
  ];
}

interface Call {
  readonly oms: Oms;
  readonly account: Account;
  readonly exchange: Exchange;
  readonly body: Record<string, unknown>;
}

type Act = (call: Call) => object | Promise<object>;

async function bodyOf(exchange: Exchange): Promise<Record<string, unknown>> {
  return exchange.method === "GET" ? {} : await readJson(exchange.request);
}

/** The body in the shape that an act wants; a refusal that names each wrong field. */
function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  throw new OmsRefusal(422, z.prettifyError(result.error));
}

const NewAccountBody = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,40}$/),
  name: z.string().min(1).optional(),
  locations: z.array(z.string()).default([]),
});

async function addAccount(oms: Oms, exchange: Exchange): Promise<void> {
  const { id, name, locations } = read(NewAccountBody, await readJson(exchange.request));
  const account = openAccount(oms, { id, name: name ?? id, locations });
  answerJson(exchange, 201, { id: account.id, apiKey: account.apiKey });
}

/** The OMS's whole truth of an account: what the stories' oracle compares with. */
function showAccount({ oms, account }: Call): object {
  const { id, name, apiKey, locations, webhook, faults, events } = account;
  return {
    id,
    name,
    apiKey,
    locations,
    webhook,
    faults,
    orders: [...account.orders.values()].map(orderOf),
    events: events.map((event) => ({
      ...event,
      acknowledged: event.attempts.some(isAcknowledged),
    })),
    pending: oms.dispatcher.pending(account),
  };
}

const Webhook = z.strictObject({
  url: z.url().nullable().optional(),
  secret: z.string().min(1).nullable().optional(),
  signing: z.enum(Object.keys(SIGNINGS) as [keyof typeof SIGNINGS]).optional(),
  enabled: z.boolean().optional(),
  muted: z.array(z.enum(STATUSES)).optional(),
  gateway: z.url().nullable().optional(),
});

function setWebhook({ account, body }: Call): object {
  return Object.assign(account.webhook, read(Webhook, body));
}

const FaultBody = z.partialRecord(
  z.enum(FAULT_NAMES),
  z.union([z.enum(["on", "off"]), z.int().min(0)]),
);

function setFaults({ oms, account, body }: Call): object {
  const wanted = read(FaultBody, body);
  for (const name of FAULT_NAMES) {
    const value = wanted[name];
    if (value !== undefined) setFault(oms, account, { name, value });
  }
  return account.faults;
}

const WaitHeader = z.strictObject({ name: z.string().min(1), value: z.string().min(1) });

function setWaitHeader({ account, body }: Call): object {
  account.waitHeader = read(WaitHeader, body);
  return account.waitHeader;
}

const NewOrderBody = z.strictObject({
  name: z.string().min(1),
  shopifyOrderId: z.string().nullable().default(null),
  lines: z.array(
    z.strictObject({
      sku: z.string(),
      title: z.string().default(""),
      quantity: z.int().positive(),
    }),
  ),
});

function addOrder({ oms, account, body }: Call): object {
  return orderOf(takeOrder(oms, account, read(NewOrderBody, body)));
}

const StoreBody = z.strictObject({ shopifyUrl: z.url(), shop: z.string().min(1) });

async function importFromStore({ oms, account, body }: Call): Promise<object> {
  account.store = read(StoreBody, body);
  const orders = await importOrders(oms, account);
  return { imported: orders.map(orderOf) };
}

const PackingBody = z.strictObject({
  lines: z
    .array(z.strictObject({ sku: z.string(), quantity: z.int().positive() }))
    .nullable()
    .default(null),
  location: z.string().nullable().default(null),
  parcels: z.int().min(0).max(20).default(1),
});

function shipOrder({ oms, account, exchange, body }: Call): object {
  const order = findOrder(account, param(exchange, "order"));
  return ship(oms, account, { order, packing: read(PackingBody, body) });
}

function actOnOrder(act: typeof startPicking): Act {
  return ({ oms, account, exchange }) => {
    const order = findOrder(account, param(exchange, "order"));
    act(oms, account, order);
    return orderOf(order);
  };
}

function actOnShipment({ oms, account, exchange }: Call): object {
  const shipment = findShipment(account, param(exchange, "shipment"));
  const act = param(exchange, "act");
  if (act === "correct-tracking") correctTracking(oms, account, shipment);
  else if (act === "cancel") cancelShipment(oms, account, shipment);
  else if (isParcelStatus(act)) moveParcels(oms, account, { shipment, status: act });
  else throw new OmsRefusal(404, `a shipment has no act ${act}`);
  return shipment;
}

function sendAgain({ oms, account, exchange }: Call): object {
  const id = param(exchange, "event");
  const event = account.events.find((one) => one.id === id);
  if (event === undefined) throw new OmsRefusal(404, `no event ${id}`);
  oms.dispatcher.sendAgain(account, event);
  return { id };
}
