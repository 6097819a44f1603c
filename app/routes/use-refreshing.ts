import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Loads the screen's data again every so many seconds while it is unsettled and looked at. */
export function useRefreshing(isUnsettled: boolean, everySeconds: number): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isUnsettled || state !== "idle") return;
    const timer = setTimeout(() => {
      if (document.visibilityState === "visible") revalidate();
    }, everySeconds * 1000);
    return () => {
      clearTimeout(timer);
    };
  }, [isUnsettled, state, revalidate, everySeconds]);
}
