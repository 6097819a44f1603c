import type { Sku } from "../stack/catalogue.ts";
import type { OmsAccountClient, TruthShipment } from "../stack/oms-client.ts";
import type { StoreClient } from "../stack/store-client.ts";
import type { Signing } from "../oms/account.ts";
import type { AppMessage, Observation } from "./oracle/observation.ts";

/** A history that is played against real processes; the oracle judges how it ended. */
export interface Story {
  readonly name: string;
  /** What happens, in one sentence. */
  readonly tells: string;
  /** How the OMS signs; Standard Webhooks unless given. */
  readonly signing?: Signing;
  /** What it does to the processes that all stories share, before it is played: no other plays meanwhile. */
  readonly disturb?: (stage: Stage) => Promise<void>;
  /** Others play beside it, each in a shop of its own. */
  play(stage: Stage): Promise<void>;
}

/** Where a story plays: a shop of its own with the app installed, and its OMS connected to it. */
export interface Stage {
  readonly store: StoreClient;
  readonly oms: OmsAccountClient;
  readonly workers: Workers;
  /** A new order in the store, known to the OMS as well; answers its name. */
  readonly newOrder: (lines: readonly OrderedLine[]) => Promise<string>;
  /** The same, to be collected by the customer. */
  readonly newPickupOrder: (lines: readonly OrderedLine[]) => Promise<string>;
  /** Saves the source's policy through its screen; what is not named takes its default. */
  readonly setPolicy: (policy: Readonly<Record<string, unknown>>) => Promise<void>;
  /** What the app says of the messages that it received. */
  readonly messages: () => Promise<AppMessage[]>;
  /** How many of the app's effects it does not yet know the end of. */
  readonly openIntents: () => Promise<number>;
  /** Waits until both sides agree and nothing is on its way. */
  readonly settled: () => Promise<Observation>;
}

export interface OrderedLine {
  readonly sku: Sku;
  readonly quantity: number;
}

/** The app's `--role worker` process. */
export interface Workers {
  /** `kill -9`. */
  kill(): Promise<void>;
  start(): Promise<void>;
}

/** Ships all that is open of a new order of two lines. */
export async function shipNewOrder({ newOrder, oms }: Stage): Promise<TruthShipment> {
  const order = await newOrder([
    { sku: "MUG-BLUE", quantity: 2 },
    { sku: "TEE-M", quantity: 1 },
  ]);
  return await oms.ship(order);
}

/** Ships one piece of three: a request that is blindly sent again would ship a second. */
export async function shipPartOfNewOrder({ newOrder, oms }: Stage): Promise<TruthShipment> {
  const order = await newOrder([{ sku: "MUG-BLUE", quantity: 3 }]);
  return await oms.ship(order, { lines: [{ sku: "MUG-BLUE", quantity: 1 }] });
}

/** The story did not go as it should have; the message says what was seen. */
class StoryFailed extends Error {
  override readonly name = "StoryFailed";
}

export function mustBe(isSo: unknown, what: string): asserts isSo {
  if (isSo !== true) throw new StoryFailed(`not so: ${what}`);
}
