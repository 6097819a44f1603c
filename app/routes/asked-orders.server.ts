import { idIn } from "./admit.server.ts";

const MOST_ORDERS = 20;

/** The orders that an address names, `?orders=id,id`; the first twenty. */
export function ordersIn(request: Request): readonly string[] {
  const asked = new URL(request.url).searchParams.get("orders") ?? "";
  const ids = asked.split(",").filter((id) => id !== "");
  return [...new Set(ids.map(idIn))].slice(0, MOST_ORDERS);
}
