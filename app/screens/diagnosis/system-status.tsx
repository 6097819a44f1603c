import type { SystemView } from "../../domain/discrepancy/systems.ts";
import { FulfillmentStatus } from "../parts/fulfillment-status.tsx";

/** A source's own word as it is, Shopify's as the other screens say it. */
export function SystemStatus({ system, status }: Pick<SystemView, "system" | "status">) {
  return system === "storefront" ? <FulfillmentStatus status={status} /> : <>{status}</>;
}
