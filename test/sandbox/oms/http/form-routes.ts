import type { Account } from "../account.ts";
import { isSigning } from "../account.ts";
import { FAULT_NAMES, readSwitch } from "../faults.ts";
import { importOrders } from "../import-orders.ts";
import type { Oms } from "../oms.ts";
import { findAccount } from "../oms.ts";
import { OmsRefusal } from "../refusal.ts";
import { enterWebhook, setFault } from "../settings.ts";
import type { Packing } from "../ship.ts";
import { cancelShipment, correctTracking, findShipment, moveParcels, ship } from "../ship.ts";
import { isParcelStatus } from "../status.ts";
import {
  cancelOrder,
  findOrder,
  holdOrder,
  makeReady,
  startPicking,
  takeOrder,
} from "../take-orders.ts";
import type { Exchange } from "./exchange.ts";
import { readForm, seeOther } from "./exchange.ts";
import type { Route } from "./routes.ts";
import { param } from "./routes.ts";

/** What a person's click or form does; each ends on a page. */
export function formRoutes(oms: Oms): Route[] {
  const form = (pattern: string, act: Act): Route => ({
    method: "POST",
    pattern: `/accounts/:account${pattern}`,
    answer: async (exchange) => {
      const account = findAccount(oms, param(exchange, "account"));
      const fields = await readForm(exchange.request);
      const path = await act({ oms, account, exchange, fields });
      seeOther(exchange, `/accounts/${account.id}${path}`);
    },
  });
  return [
    form("/webhook", saveWebhook),
    form("/faults", turnFault),
    form("/import", importFromStore),
    form("/orders", enterOrder),
    form("/orders/:order/ship", shipOrder),
    form("/orders/:order/process", onOrder(startPicking)),
    form("/orders/:order/hold", onOrder(holdOrder)),
    form("/orders/:order/ready", onOrder(makeReady)),
    form("/orders/:order/cancel", onOrder(cancelOrder)),
    form("/shipments/:shipment/:act", onShipment),
    form("/events/:event/send-again", sendAgain),
  ];
}

interface Submitted {
  readonly oms: Oms;
  readonly account: Account;
  readonly exchange: Exchange;
  readonly fields: URLSearchParams;
}

/** Answers the path of the page to show next, inside the account. */
type Act = (submitted: Submitted) => string | Promise<string>;

function saveWebhook({ account, fields }: Submitted): string {
  const signing = fields.get("signing");
  if (!isSigning(signing)) throw new OmsRefusal(422, "unknown signature");
  const text = (name: string): string => fields.get(name) ?? "";
  enterWebhook(account, {
    url: text("url"),
    secret: text("secret"),
    signing,
    enabled: text("enabled"),
  });
  return "/settings";
}

function turnFault({ oms, account, fields }: Submitted): string {
  const name = FAULT_NAMES.find((one) => one === fields.get("name"));
  const value = readSwitch(fields.get("value"));
  if (name === undefined || value === null) throw new OmsRefusal(422, "unknown fault");
  setFault(oms, account, { name, value });
  return "/settings";
}

async function importFromStore({ oms, account }: Submitted): Promise<string> {
  await importOrders(oms, account);
  return "/orders";
}

function enterOrder({ oms, account, fields }: Submitted): string {
  const quantity = Number(fields.get("quantity"));
  const name = (fields.get("name") ?? "").trim();
  const sku = (fields.get("sku") ?? "").trim();
  if (name === "" || sku === "" || !Number.isInteger(quantity) || quantity < 1) {
    throw new OmsRefusal(422, "an order needs a name, a SKU and a quantity");
  }
  takeOrder(oms, account, { name, shopifyOrderId: null, lines: [{ sku, title: "", quantity }] });
  return "/orders";
}

function shipOrder({ oms, account, exchange, fields }: Submitted): string {
  const order = findOrder(account, param(exchange, "order"));
  ship(oms, account, { order, packing: packingOf(fields) });
  return `/orders/${order.id}`;
}

function packingOf(fields: URLSearchParams): Packing {
  const lines = [...fields]
    .filter(([name]) => name.startsWith("line:"))
    .map(([name, value]) => ({ sku: name.slice("line:".length), quantity: Number(value) }))
    .filter(({ quantity }) => Number.isInteger(quantity) && quantity > 0);
  const location = fields.get("location") ?? "";
  return {
    lines: fields.get("which") === "part" ? lines : null,
    location: location === "" ? null : location,
    parcels: Number(fields.get("parcels") ?? "1"),
  };
}

function onOrder(act: typeof startPicking): Act {
  return ({ oms, account, exchange }) => {
    const order = findOrder(account, param(exchange, "order"));
    act(oms, account, order);
    return `/orders/${order.id}`;
  };
}

function onShipment({ oms, account, exchange }: Submitted): string {
  const shipment = findShipment(account, param(exchange, "shipment"));
  const act = param(exchange, "act");
  if (act === "correct-tracking") correctTracking(oms, account, shipment);
  else if (act === "cancel") cancelShipment(oms, account, shipment);
  else if (isParcelStatus(act)) moveParcels(oms, account, { shipment, status: act });
  else throw new OmsRefusal(404, `a shipment has no act ${act}`);
  return `/orders/${shipment.orderId}`;
}

function sendAgain({ oms, account, exchange }: Submitted): string {
  const id = param(exchange, "event");
  const event = account.events.find((one) => one.id === id);
  if (event === undefined) throw new OmsRefusal(404, `no event ${id}`);
  oms.dispatcher.sendAgain(account, event);
  return `/events/${id}`;
}
