import type { ShopShare } from "../pipeline/ports.ts";

/** How much of a worker each shop has just now. */
export interface ShopsAtWork {
  begin(shopId: string): void;
  /** `room_again` once half of a share that was full is free. */
  end(shopId: string): "room_again" | "as_before";
  share(): ShopShare;
}

export function shopsAtWork(atOnce: number): ShopsAtWork {
  const counts = new Map<string, number>();
  const full = new Set<string>();
  return {
    begin(shopId) {
      const count = (counts.get(shopId) ?? 0) + 1;
      counts.set(shopId, count);
      if (count >= atOnce) full.add(shopId);
    },
    end(shopId) {
      const count = (counts.get(shopId) ?? 1) - 1;
      if (count === 0) counts.delete(shopId);
      else counts.set(shopId, count);
      const hasRoom = count <= atOnce / 2 && full.delete(shopId);
      return hasRoom ? "room_again" : "as_before";
    },
    share: () => ({
      atOnce,
      inWork: [...counts].flatMap(([shopId, count]) => Array<string>(count).fill(shopId)),
    }),
  };
}
