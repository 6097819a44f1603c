import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { epochOf, type Instant, instantOf } from "../../domain/instant.ts";

/** What every screen knows of the shop and of when it was loaded. */
export interface ShopSurroundings {
  /** The first part of the shop's myshopify domain, as in the admin's address. */
  readonly handle: string;
  /** IANA name; times are shown in it. */
  readonly timeZone: string;
  readonly language: string;
  /** The server's time when the page was made: the first render uses it, so that server and browser agree. */
  readonly loadedAt: Instant;
}

const ShopContext = createContext<ShopSurroundings | null>(null);

export function ShopProvider(props: {
  readonly shop: ShopSurroundings;
  readonly children: ReactNode;
}) {
  return <ShopContext.Provider value={props.shop}>{props.children}</ShopContext.Provider>;
}

export function useShop(): ShopSurroundings {
  const shop = useContext(ShopContext);
  if (shop === null) throw new Error("a screen is outside of ShopProvider");
  return shop;
}

/**
 * The server's time, going on in the browser every so many seconds.
 *
 * Only the time since the page was loaded is taken from the browser, so that a
 * wrong clock on the desk cannot make a message "3 hours old".
 */
export function useNow(everySeconds: number): Instant {
  const { loadedAt } = useShop();
  const [elapsed, setElapsed] = useState(0);
  useEffect(() => {
    const start = performance.now();
    setElapsed(0);
    const timer = setInterval(() => {
      setElapsed(performance.now() - start);
    }, everySeconds * 1000);
    return () => {
      clearInterval(timer);
    };
  }, [everySeconds, loadedAt]);
  return instantOf(epochOf(loadedAt) + Math.round(elapsed));
}
