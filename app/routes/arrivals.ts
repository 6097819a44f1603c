import type { LoaderFunctionArgs } from "@remix-run/node";
import { admit, idIn } from "./admit.server.ts";

/** The newest thing that a source's endpoint saw; asked for again and again while one waits for it. */
export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  return { arrival: await services.queries.newestArrival(shop.id, sourceId) };
}
