import type { Faults } from "../oms/faults.ts";
import type { WebhookSettings } from "../oms/account.ts";
import { callJson } from "./call-json.ts";

/** The control API of the OMS simulator, for one account; see `test/sandbox/oms/README.md`. */
export interface OmsAccountClient {
  readonly id: string;
  truth(): Promise<OmsTruth>;
  connect(webhook: Partial<WebhookSettings>): Promise<void>;
  faults(faults: Partial<Faults>): Promise<void>;
  /** An order that the OMS took by itself. */
  addOrder(order: NewOmsOrder): Promise<void>;
  importOrders(store: { shopifyUrl: string; shop: string }): Promise<void>;
  ship(orderName: string, packing?: Packing): Promise<TruthShipment>;
  /** `process` also goes on with an order that is on hold. */
  onOrder(orderName: string, act: "process" | "hold" | "ready" | "cancel"): Promise<void>;
  onShipment(shipmentId: string, act: ShipmentAct): Promise<void>;
  sendAgain(eventId: string): Promise<void>;
}

export interface NewOmsOrder {
  readonly name: string;
  readonly lines: readonly { sku: string; quantity: number }[];
}

export interface Packing {
  readonly lines?: readonly { sku: string; quantity: number }[];
  readonly location?: string;
  readonly parcels?: number;
}

export type ShipmentAct =
  | "correct-tracking"
  | "in_transit"
  | "out_for_delivery"
  | "delivery_attempted"
  | "delivered"
  | "cancel";

export interface TruthShipment {
  readonly id: string;
  readonly status: string;
  readonly lines: readonly { sku: string; quantity: number }[];
  readonly packages: readonly { tracking_number: string }[];
}

export interface OmsTruth {
  readonly orders: readonly {
    readonly id: string;
    readonly name: string;
    readonly shipments: readonly TruthShipment[];
  }[];
  readonly events: readonly {
    readonly id: string;
    readonly shipmentId: string | null;
    readonly status: string;
    readonly body: string;
    readonly acknowledged: boolean;
    readonly attempts: readonly { responseCode: number | null; answer: string }[];
  }[];
  readonly pending: number;
}

export interface NewOmsAccount {
  readonly id: string;
  readonly name: string;
  readonly locations: readonly string[];
}

export async function openOmsAccount(
  omsUrl: string,
  account: NewOmsAccount,
): Promise<OmsAccountClient> {
  await callJson(omsUrl, { method: "POST", path: "/control/accounts", body: account });
  const path = `/control/accounts/${account.id}`;
  const truth = (): Promise<OmsTruth> => callJson(omsUrl, { method: "GET", path });
  const post = async (tail: string, body: object): Promise<void> => {
    await callJson(omsUrl, { method: "POST", path: `${path}${tail}`, body });
  };
  const idOf = async (orderName: string): Promise<string> => {
    const order = (await truth()).orders.find(({ name }) => name === orderName);
    if (order === undefined) throw new Error(`the OMS has no order ${orderName}`);
    return order.id;
  };
  return {
    id: account.id,
    truth,
    async connect(webhook) {
      await callJson(omsUrl, { method: "PUT", path: `${path}/webhook`, body: webhook });
    },
    async faults(faults) {
      await callJson(omsUrl, { method: "PUT", path: `${path}/faults`, body: faults });
    },
    addOrder: (order) => post("/orders", order),
    importOrders: (store) => post("/import", store),
    async ship(orderName, packing = {}) {
      return await callJson(omsUrl, {
        method: "POST",
        path: `${path}/orders/${await idOf(orderName)}/ship`,
        body: packing,
      });
    },
    onOrder: async (orderName, act) => {
      await post(`/orders/${await idOf(orderName)}/${act}`, {});
    },
    onShipment: (id, act) => post(`/shipments/${id}/${act}`, {}),
    sendAgain: (id) => post(`/events/${id}/send-again`, {}),
  };
}
