import type { OmsTime } from "./time.ts";

/** A clock that a test moves; what is to run later runs when the clock gets there. */
export interface MovedTime extends OmsTime {
  /** So many seconds before the machine's clock. */
  goBack(seconds: number): void;
  /** To the moment at which something is to run next; false where nothing is. */
  goToNext(): boolean;
  /** To the machine's clock; what was to run until then runs on the way. */
  goToNow(): void;
}

interface Timer {
  readonly at: number;
  readonly work: () => void;
}

export function movedTime(): MovedTime {
  let behind = 0;
  let timers: Timer[] = [];
  const now = (): number => Date.now() - behind;
  function runDue(): void {
    const due = timers.filter(({ at }) => at <= now()).sort((a, b) => a.at - b.at);
    timers = timers.filter((timer) => !due.includes(timer));
    for (const { work } of due) work();
  }
  return {
    now: () => new Date(now()),
    after(milliseconds, work) {
      timers.push({ at: now() + milliseconds, work });
    },
    stop() {
      timers = [];
    },
    goBack(seconds) {
      behind = seconds * 1000;
    },
    goToNext() {
      const [first] = [...timers].sort((a, b) => a.at - b.at);
      if (first === undefined) return false;
      behind -= Math.max(0, first.at - now());
      runDue();
      return true;
    },
    goToNow() {
      behind = 0;
      runDue();
    },
  };
}
