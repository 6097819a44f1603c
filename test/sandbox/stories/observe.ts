import type { OmsAccountClient, OmsTruth, TruthShipment } from "../stack/oms-client.ts";
import type { StoreClient } from "../stack/store-client.ts";
import type { AppRecords } from "./app-records.ts";
import type { Observation, OmsEvent } from "./oracle/observation.ts";

/** The three accounts of one shop's history. */
export interface Sides {
  readonly oms: OmsAccountClient;
  readonly store: StoreClient;
  readonly app: AppRecords;
}

/** Asks both simulators and the app's database what they hold, and how much is still on its way. */
export async function observe({ oms, store, app }: Sides): Promise<Observed> {
  const truth = await oms.truth();
  const { shop } = store;
  const messages = await app.messages(shop);
  const openIntents = await app.openIntents(shop);
  const busyOrders = await app.busyOrders(shop);
  const numbers = new Set(truth.events.flatMap((event) => numbersIn(event.body)));
  const notices = (await store.notices()).map((notice) => ({
    kind: notice.kind,
    fulfillmentId: notice.fulfillmentId,
    trackingNumbers: [...numbers].filter((number) => notice.text.includes(number)),
  }));
  const observation = {
    orders: truth.orders.map(({ name, shipments }) => ({
      name,
      shipments: shipments.map(shipmentOf),
    })),
    events: truth.events.map(eventOf),
    fulfillments: await store.fulfillments(),
    notices,
    messages,
  };
  return { observation, isQuiet: truth.pending + openIntents + busyOrders === 0 };
}

export interface Observed {
  readonly observation: Observation;
  /** Nothing is being sent, no order is in work, and of each effect it is known what became of it. */
  readonly isQuiet: boolean;
}

function shipmentOf({
  id,
  status,
  lines,
  packages,
}: TruthShipment): Observation["orders"][number]["shipments"][number] {
  return { id, status, lines, trackingNumbers: packages.map((parcel) => parcel.tracking_number) };
}

function eventOf({
  id,
  shipmentId,
  status,
  body,
  acknowledged,
}: OmsTruth["events"][number]): OmsEvent {
  return { id, shipmentId, status, trackingNumbers: numbersIn(body), acknowledged };
}

/** The tracking numbers that an event's payload names. */
function numbersIn(body: string): string[] {
  const { shipment } = JSON.parse(body) as { shipment: TruthShipment | null };
  return (shipment?.packages ?? []).map((parcel) => parcel.tracking_number);
}
