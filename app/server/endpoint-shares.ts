/**
 * What each endpoint has in work, so that where the line is full whoever has
 * little in it still gets in: one shop's flood must not shut the door on all.
 */
export interface EndpointShares {
  /**
   * Whether this endpoint may bring one more to a full line. Only one that was
   * rightly signed for before: keys can be made up, and each would be a new one
   * with nothing in work.
   */
  hasShare(endpointKey: string): boolean;
  /** `leave` must follow. */
  enter(endpointKey: string): void;
  leave(endpointKey: string): void;
  /** Its source signed rightly. */
  proved(endpointKey: string): void;
}

/** Deliveries beyond a full line, for all endpoints together: with them it is still short of what it can hold. */
const SPARE_DELIVERIES = 500;

/** The one that proved itself longest ago gives way. */
const MAX_PROVED = 20_000;

export function endpointShares(): EndpointShares {
  const inWork = new Map<string, number>();
  const provedKeys = new Set<string>();
  const countOf = (key: string): number => inWork.get(key) ?? 0;
  return {
    hasShare(key) {
      const share = Math.max(1, SPARE_DELIVERIES / (inWork.size + 1));
      return provedKeys.has(key) && countOf(key) < share;
    },
    enter(key) {
      inWork.set(key, countOf(key) + 1);
    },
    leave(key) {
      const left = countOf(key) - 1;
      if (left > 0) inWork.set(key, left);
      else inWork.delete(key);
    },
    proved(key) {
      if (provedKeys.has(key)) return;
      provedKeys.add(key);
      if (provedKeys.size <= MAX_PROVED) return;
      const oldest = provedKeys.values().next();
      if (oldest.done !== true) provedKeys.delete(oldest.value);
    },
  };
}
