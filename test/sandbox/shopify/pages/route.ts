import type { Exchange } from "../http/exchange.ts";
import type { Simulator } from "../http/route.ts";

/** Serves the pages that a person opens; false where the path is none of them. */
export function servePages(simulator: Simulator, exchange: Exchange): Promise<boolean> {
  void simulator;
  void exchange;
  return Promise.resolve(false);
}
