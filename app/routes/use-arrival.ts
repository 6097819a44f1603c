import { useFetcher } from "@remix-run/react";
import { useEffect, useRef } from "react";
import type { Arrival } from "../screens/sources/view.ts";
import type { loader } from "./arrivals.ts";

const POLL_MILLISECONDS = 2000;

/** The newest thing that the source's endpoint saw, asked for as long as the screen is looked at. */
export function useArrival(sourceId: string): Arrival | null {
  const fetcher = useFetcher<typeof loader>();
  const latest = useRef(fetcher);
  latest.current = fetcher;
  useEffect(() => {
    const ask = () => {
      const isIdle = latest.current.state === "idle";
      if (isIdle && document.visibilityState === "visible") {
        latest.current.load(`/sources/${sourceId}/arrivals`);
      }
    };
    ask();
    const timer = setInterval(ask, POLL_MILLISECONDS);
    return () => {
      clearInterval(timer);
    };
  }, [sourceId]);
  return fetcher.data?.arrival ?? null;
}
