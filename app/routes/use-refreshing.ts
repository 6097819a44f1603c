import { useFetchers, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/**
 * Loads the screen's data again every so many seconds while it is unsettled
 * and looked at. Not while something is done: a refresh that begins then makes
 * the router drop the way to where it leads, and what it did is shown anyway.
 */
export function useRefreshing(isUnsettled: boolean, everySeconds: number): void {
  const { revalidate, state } = useRevalidator();
  const isDoing = useFetchers().some(({ formMethod }) => formMethod !== undefined);
  useEffect(() => {
    if (!isUnsettled || isDoing || state !== "idle") return;
    const timer = setTimeout(() => {
      if (document.visibilityState === "visible") revalidate();
    }, everySeconds * 1000);
    return () => {
      clearTimeout(timer);
    };
  }, [isUnsettled, isDoing, state, revalidate, everySeconds]);
}
