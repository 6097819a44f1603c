import { useFetcher } from "@remix-run/react";
import type { TellAgain } from "../screens/flow/flow-events-card.tsx";

/** Has Shopify Flow told again from a page whose action knows `tell_flow`. */
export function useTellFlow(): TellAgain {
  const fetcher = useFetcher();
  const busy = fetcher.formData?.get("eventId");
  return {
    busy: typeof busy === "string" ? busy : null,
    onTell: (eventId) => {
      fetcher.submit({ action: "tell_flow", eventId }, { method: "post" });
    },
  };
}
