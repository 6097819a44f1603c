import type { Clock, Intents, Lanes, Log, Orders, Storefront } from "./ports.ts";

/** What steps 6 to 8 need of the outside world. */
export interface OrderPorts {
  readonly orders: Orders;
  readonly intents: Intents;
  readonly lanes: Pick<Lanes, "renew">;
  readonly storefront: Storefront;
  readonly clock: Clock;
  readonly log: Log;
}
