import type { LoaderFunctionArgs } from "@remix-run/node";
import { admit } from "./admit.server.ts";
import { ordersIn } from "./asked-orders.server.ts";

/** What a ticket about some orders needs, redacted; the page makes a file of it. */
export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  return { bundle: await services.queries.ticketBundle(shop.id, ordersIn(args.request)) };
}
