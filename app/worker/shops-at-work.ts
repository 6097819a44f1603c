import type { ShopShare } from "../pipeline/ports.ts";

interface OfShop {
  readonly shopId: string;
}

/** `room_again` where a shop whose share was full has half of it free: more of it may wait. */
type Room = "room_again" | "as_before";

/** How much of a worker each shop has just now. */
export interface ShopsAtWork {
  /** What to claim with. */
  share(): ShopShare;
  begin(shopId: string): void;
  /** After the units of a claim have begun: a shop that got all of its share may have more waiting. */
  claimed(by: ShopShare, units: readonly OfShop[]): Room;
  end(shopId: string): Room;
}

/** @param shareNow how many units of one shop may be in work at the moment */
export function shopsAtWork(shareNow: () => number): ShopsAtWork {
  const counts = new Map<string, number>();
  const full = new Set<string>();
  const countOf = (shopId: string): number => counts.get(shopId) ?? 0;
  const look = (shopId: string): Room =>
    countOf(shopId) <= shareNow() / 2 && full.delete(shopId) ? "room_again" : "as_before";
  return {
    share: () => ({
      atOnce: shareNow(),
      inWork: [...counts].flatMap(([shopId, count]) => Array<string>(count).fill(shopId)),
    }),
    begin(shopId) {
      counts.set(shopId, countOf(shopId) + 1);
    },
    claimed({ atOnce, inWork }, units) {
      const all = [...inWork, ...units.map(({ shopId }) => shopId)];
      for (const shopId of new Set(units.map((unit) => unit.shopId))) {
        if (all.filter((one) => one === shopId).length >= atOnce) full.add(shopId);
      }
      // Some of it may have ended while the claim was under way.
      const rooms = [...full].map(look);
      return rooms.includes("room_again") ? "room_again" : "as_before";
    },
    end(shopId) {
      const count = countOf(shopId) - 1;
      if (count === 0) counts.delete(shopId);
      else counts.set(shopId, count);
      return look(shopId);
    },
  };
}
