import { noFaults, type FaultName } from "../../sandbox/oms/faults.ts";
import type { Order } from "../../sandbox/oms/order.ts";
import { cancelShipment, moveParcels, ship as shipIt } from "../../sandbox/oms/ship.ts";
import { holdOrder } from "../../sandbox/oms/take-orders.ts";
import { until } from "../../sandbox/processes/until.ts";
import type { FaultShop, Verdict } from "./stage.ts";

/** A fault, how it is made to happen to one order, and what the app has to say of it. */
export interface SeededFault extends Verdict {
  readonly name: string;
  /** Answers the order that it happened to. */
  readonly seed: (shop: FaultShop) => Promise<Order>;
}

const PACKING = { lines: null, location: "Main", parcels: 1 };

function ship({ oms, account }: FaultShop, order: Order, parcels = 1): void {
  shipIt(oms.oms, account, { order, packing: { ...PACKING, parcels } });
}

/** Ships an order whose picking came through, with a fault of the OMS switched on. */
function shippedWith(...faults: readonly FaultName[]): SeededFault["seed"] {
  return async (shop) => {
    const order = await shop.toldOrder();
    for (const fault of faults) shop.account.faults[fault] = "on";
    ship(shop, order);
    await shop.sent();
    Object.assign(shop.account.faults, noFaults());
    return order;
  };
}

/** The same, with the gateway doing so. */
function shippedThrough(mode: FaultShop["gateway"]["mode"]): SeededFault["seed"] {
  return async (shop) => {
    const order = await shop.toldOrder();
    shop.time.goBack(60);
    shop.gateway.mode = mode;
    ship(shop, order);
    await shop.sent();
    return order;
  };
}

async function stalledOnce(shop: FaultShop): Promise<Order> {
  const order = await shop.toldOrder();
  const { gateway } = shop;
  const before = gateway.log.length;
  gateway.mode = "stall";
  ship(shop, order);
  shop.time.goToNow();
  await until("the gateway to pass it on", 20, () =>
    Promise.resolve(gateway.log.length >= before + 2 ? true : null),
  );
  gateway.mode = "pass";
  await shop.sent();
  return order;
}

const POLLING_HEALED = { isHealed: true } as const;
const OPEN = { isHealed: false } as const;

export const SEEDED_FAULTS: readonly SeededFault[] = [
  {
    name: "the change is made, and no webhook is ever sent",
    seed: async (shop) => {
      // Another order's came: the status is dispatched.
      await shippedWith()(shop);
      return shippedWith("drop")(shop);
    },
    ...{ code: "never_triggered", zone: "emission", owner: "source", ...POLLING_HEALED },
    next: "Ask the source's administrator which event or trigger sends this status, turn it on, and check its own event log for this order.",
  },
  {
    name: "the trigger fires two hours late",
    seed: async (shop) => {
      const order = await shop.newOrder();
      shop.time.goBack(7200);
      shop.account.faults.late_trigger = 1;
      ship(shop, order);
      await shop.sent();
      return order;
    },
    ...{ code: "late_trigger", zone: "emission", owner: "source", ...POLLING_HEALED },
    next: "Ask the source's administrator what delays the trigger: a batch job, a queue or a manual step. Polling covers the gap meanwhile.",
  },
  {
    name: "dispatch is off for this status alone",
    seed: async (shop) => {
      const order = await shop.toldOrder();
      shop.account.webhook.muted = ["shipped"];
      ship(shop, order);
      await shop.sent();
      return order;
    },
    ...{ code: "dispatch_disabled", zone: "emission", owner: "source", ...POLLING_HEALED },
    next: "Turn on the webhook for this status in the source's settings.",
  },
  {
    name: "another address is registered",
    seed: async (shop) => {
      const order = await shop.toldOrder();
      shop.account.webhook.url = "https://old.example.com/hook";
      return shippedWith("drop")({ ...shop, toldOrder: () => Promise.resolve(order) });
    },
    ...{ code: "endpoint_drift", zone: "emission", owner: "source", ...POLLING_HEALED },
    next: "Copy the address that Handoff shows for this source into the source's webhook settings, then send a test.",
  },
  {
    name: "the log shows that it was sent elsewhere",
    seed: shippedWith("wrong_url"),
    ...{ code: "endpoint_drift", zone: "emission", owner: "source", ...POLLING_HEALED },
    next: "Copy the address that Handoff shows for this source into the source's webhook settings, then send a test.",
  },
  {
    name: "the source builds its messages so that nobody can read them",
    seed: shippedWith("half_body"),
    ...{ code: "schema_mismatch", zone: "emission", owner: "source", ...OPEN },
    next: "Show the source's administrator the message and what changed. Where the new form is meant, map it and replay.",
  },
  {
    name: "it is sent and acknowledged on the way, and never arrives",
    seed: shippedThrough("drop_unseen"),
    ...{ code: "sent_not_received", zone: "delivery", owner: "network", ...POLLING_HEALED },
    next: "Ask whoever runs the network, the gateway or the firewall for the request at this time. Have the source send it again.",
  },
  {
    name: "a gateway takes it and passes it on an hour later",
    seed: async (shop) => {
      const order = await shop.newOrder();
      shop.time.goBack(3600);
      shop.gateway.mode = "hold";
      ship(shop, order);
      await shop.sent();
      await shop.gateway.release();
      return order;
    },
    ...{ code: "received_too_late", zone: "delivery", owner: "network", ...POLLING_HEALED },
    next: "Ask whoever runs the gateway or the queue between the source and Handoff why requests wait there.",
  },
  {
    name: "every attempt fails, and the source gives up",
    seed: shippedThrough("refuse"),
    ...{ code: "retries_exhausted", zone: "delivery", owner: "source", ...POLLING_HEALED },
    next: "Have the source send the event again, and raise its number of attempts or the time between them.",
  },
  {
    name: "the endpoint is stopped",
    seed: async (shop) => {
      const order = await shop.toldOrder();
      await shop.setEndpoint("stopped");
      ship(shop, order);
      await shop.sent();
      return order;
    },
    ...{ code: "listener_down", zone: "delivery", owner: "operator", ...POLLING_HEALED },
    next: "Check that the endpoint is not stopped and that Handoff is healthy, then have the source send again.",
  },
  {
    name: "it arrives, and the answer is lost",
    seed: async (shop) => {
      const order = await shop.toldOrder();
      shop.account.faults.lose_answer = 1;
      ship(shop, order);
      await shop.sent();
      return order;
    },
    ...{ code: "acknowledgement_lost", zone: "delivery", owner: "network", ...POLLING_HEALED },
    next: "Nothing of the order is lost. Ask whoever runs the network why answers break off: the source repeats what arrived.",
  },
  {
    name: "the answer comes after the source stopped waiting",
    seed: stalledOnce,
    ...{ code: "acknowledgement_slow", zone: "delivery", owner: "operator", ...POLLING_HEALED },
    next: "Raise the source's timeout, or look at what slows Handoff's answers. The duplicates changed nothing.",
  },
  {
    name: "a gateway's own log shows that it took it and did not pass it on",
    seed: async (shop) => {
      const order = await shippedThrough("drop")(shop);
      await shop.importGatewayLog();
      return order;
    },
    ...{ code: "gateway_dropped", zone: "delivery", owner: "network", ...POLLING_HEALED },
    next: "Show whoever runs the gateway the entry in its log: the request entered and did not leave towards Handoff.",
  },
  {
    name: "it is signed with another secret",
    seed: shippedWith("wrong_signature"),
    ...{ code: "signature_refused", zone: "handling", owner: "merchant", ...POLLING_HEALED },
    next: "Copy the endpoint's secret into the source again, or rotate it, then have the source send again.",
  },
  {
    name: "its status has no meaning",
    seed: async (shop) => {
      const order = await shop.toldOrder();
      holdOrder(shop.oms.oms, shop.account, order);
      await shop.sent();
      return order;
    },
    ...{ code: "unmapped_status", zone: "handling", owner: "merchant", ...OPEN },
    next: "Give the status a meaning on the source's statuses page; what stopped is replayed.",
  },
  {
    name: "its status is missing",
    seed: shippedWith("missing_field"),
    ...{ code: "missing_field", zone: "handling", owner: "merchant", ...OPEN },
    next: "Point the mapping to where the value is, or ask the source's administrator to send it, then replay the message.",
  },
  {
    name: "the news bears the id of an older message",
    seed: shippedWith("reused_id"),
    ...{ code: "duplicate_ignored", zone: "handling", owner: "source", ...POLLING_HEALED },
    next: "Ask the source's administrator for an id of its own per event, or deduplicate this source by content.",
  },
  {
    name: "a shipment is on its way after its cancellation",
    seed: async (shop) => {
      const order = await shop.toldOrder();
      const { oms, account } = shop;
      const shipment = shipIt(oms.oms, account, { order, packing: PACKING });
      cancelShipment(oms.oms, account, shipment);
      await shop.sent();
      await shop.quiet();
      account.faults.moves_cancelled = "on";
      moveParcels(oms.oms, account, { shipment, status: "in_transit" });
      await shop.sent();
      return order;
    },
    ...{ code: "transition_refused", zone: "handling", owner: "merchant", ...OPEN },
    next: "Look at both messages, decide which is true, and correct it in the source.",
  },
  {
    name: "it is shipped without the tracking number that is waited for",
    seed: async (shop) => {
      const order = await shop.toldOrder();
      ship(shop, order, 0);
      await shop.sent();
      return order;
    },
    ...{ code: "waiting", zone: "handling", owner: "merchant", ...OPEN },
    next: "See on the order what it waits for, and have it added where it is missing: most often a tracking number or the order itself.",
  },
  {
    name: "the goods that it names are not in the order",
    seed: async (shop) => {
      const order = await shop.toldOrder([{ sku: "NO-SUCH-THING", quantity: 1 }]);
      ship(shop, order);
      await shop.sent();
      return order;
    },
    ...{ code: "needs_decision", zone: "handling", owner: "merchant", ...OPEN },
    next: "Do what the order's page in Handoff asks for.",
  },
  {
    name: "Shopify refuses the fulfillment",
    seed: async (shop) => {
      await shop.shopifyFails({ kind: "user-error", operation: "fulfillmentCreate", count: 1000 });
      return shippedWith()(shop);
    },
    ...{ code: "shopify_refused", zone: "handling", owner: "merchant", ...OPEN },
    next: "Fix what Shopify names as the reason, then have Handoff look again.",
  },
  {
    name: "Shopify throttles, and does not stop",
    seed: async (shop) => {
      await shop.shopifyFails({
        kind: "throttled",
        operation: "fulfillmentCreate",
        count: 100_000,
      });
      return shippedWith()(shop);
    },
    ...{ code: "shopify_throttled", zone: "handling", owner: "nobody", ...OPEN },
    next: "Nothing: Handoff tries again by itself. Where it lasts, look at Shopify's status page.",
  },
  {
    name: "Handoff itself fails on it, five times",
    seed: async (shop) => {
      const order = await shop.toldOrder();
      await shop.setEndpoint("paused");
      ship(shop, order);
      await shop.sent();
      await shop.damageWaiting();
      await shop.setEndpoint("active");
      return order;
    },
    ...{ code: "given_up", zone: "handling", owner: "operator", ...OPEN },
    next: "Open the message, fix the cause, and replay it.",
  },
];
