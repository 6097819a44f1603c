import type { Services } from "../services.server.ts";

/** What one card of a page shows, or that it could not be read; the rest of the page does not need it. */
export type CardPart<T> = T | "failed";

interface Card<T> {
  /** For the log: `order.diagnosis`. */
  readonly name: string;
  readonly read: () => Promise<T>;
}

/** Reads what a card shows. Where that fails, the log says why, and the page is shown without it. */
export async function cardPart<T>(
  services: Pick<Services, "log">,
  { name, read }: Card<T>,
): Promise<CardPart<T>> {
  try {
    return await read();
  } catch (error) {
    services.log.error("screen.card_failed", error, { card: name });
    return "failed";
  }
}
