import { useEffect, useState } from "preact/hooks";
import type { CustomerHost } from "./host.ts";
import { readStatus, type StatusAnswer } from "./read-status.ts";

/** While the page is new somebody waits for news; later a look now and then is enough. */
const SOON_MILLISECONDS = 3000;
const LATER_MILLISECONDS = 30_000;
const SOON_LOOKS = 40;
/** Longer than any good answer takes. */
const TIMEOUT_MILLISECONDS = 8000;

/** The order's status, kept fresh while the page is open; null before the first answer. What was known stays when the app does not answer. */
export function useStatus(host: CustomerHost): StatusAnswer | null {
  const [answer, setAnswer] = useState<StatusAnswer | null>(null);
  useEffect(() => {
    let looks = 0;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isShown = true;
    const look = async () => {
      const next = await readStatus(host, AbortSignal.timeout(TIMEOUT_MILLISECONDS));
      if (!isShown) return;
      setAnswer((before) => (next.kind === "down" && before?.kind === "known" ? before : next));
      looks += 1;
      timer = setTimeout(
        () => void look(),
        looks < SOON_LOOKS ? SOON_MILLISECONDS : LATER_MILLISECONDS,
      );
    };
    void look();
    return () => {
      isShown = false;
      clearTimeout(timer);
    };
  }, [host.orderNumber]);
  return answer;
}
