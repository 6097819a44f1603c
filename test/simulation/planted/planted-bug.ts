import type { Instant } from "../../../app/domain/instant.ts";
import type { LearntUpdate } from "../../../app/domain/order-record/order-update.ts";
import type { OrderPorts } from "../../../app/pipeline/order-ports.ts";
import type { BookFlaws } from "../world/order-book.ts";

/** A mistake that somebody could make, put between the product and its world. */
export interface PlantedBug {
  readonly name: string;
  readonly book?: Partial<BookFlaws>;
  readonly leaseSeconds?: number;
  readonly isPolled?: boolean;
  /** What a planted bug makes of an update as it arrives. */
  readonly misread?: (update: LearntUpdate, now: Instant) => LearntUpdate;
  readonly disturb?: (ports: OrderPorts) => OrderPorts;
}

export const NO_BUG: PlantedBug = { name: "none" };
