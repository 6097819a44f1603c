import type { Story } from "../story.ts";
import { cancelledShipment } from "./cancelled-shipment.ts";
import { delivered } from "./delivered.ts";
import { duplicateDelivery } from "./duplicate-delivery.ts";
import { holdAndRelease } from "./hold-and-release.ts";
import { orderCancelled } from "./order-cancelled.ts";
import { orderComesLater } from "./order-comes-later.ts";
import { partial } from "./partial.ts";
import { pickup } from "./pickup.ts";
import { reorderedDelivery } from "./reordered-delivery.ts";
import { shipped } from "./shipped.ts";
import { timeoutAfterCommit } from "./timeout-after-commit.ts";
import { trackingCorrected } from "./tracking-corrected.ts";
import { twoLocations } from "./two-locations.ts";
import { twoPackages } from "./two-packages.ts";
import { workerKilled } from "./worker-killed.ts";

/** Every story, in the order in which they are told. */
export const STORIES: readonly Story[] = [
  shipped,
  partial,
  twoPackages,
  twoLocations,
  trackingCorrected,
  delivered,
  cancelledShipment,
  orderCancelled,
  holdAndRelease,
  pickup,
  duplicateDelivery,
  reorderedDelivery,
  orderComesLater,
  timeoutAfterCommit,
  workerKilled,
];
