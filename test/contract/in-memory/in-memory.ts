import type {
  Endpoints,
  Ids,
  Inbox,
  Intents,
  Lanes,
  Messages,
  Orders,
} from "../../../app/pipeline/ports.ts";
import { inMemoryEndpoints } from "./endpoints.ts";
import { inMemoryInbox } from "./inbox.ts";
import { inMemoryIntents } from "./intents.ts";
import { inMemoryLanes } from "./lanes.ts";
import { inMemoryMessages } from "./messages.ts";
import { inMemoryOrders } from "./orders.ts";
import { emptyStore } from "./store.ts";
import type { Store } from "./store.ts";

/** The ports of the pipeline over plain memory, as the contract tests prove them equal to PostgreSQL's. */
export interface InMemoryPorts {
  readonly endpoints: Endpoints;
  readonly inbox: Inbox;
  readonly messages: Messages;
  readonly lanes: Lanes;
  readonly orders: Orders;
  readonly intents: Intents;
  /** The tables, to fill with settings and to look into. */
  readonly store: Store;
}

/** `now` is the database's clock in milliseconds; tests and simulations own it. */
export function inMemoryPorts(ids: Ids, now: () => number): InMemoryPorts {
  const store = emptyStore(ids, now);
  return {
    endpoints: inMemoryEndpoints(store),
    inbox: inMemoryInbox(store),
    messages: inMemoryMessages(store),
    lanes: inMemoryLanes(store),
    orders: inMemoryOrders(store),
    intents: inMemoryIntents(store),
    store,
  };
}
