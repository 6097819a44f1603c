/** The clock and the timers of the simulator; tests pass one that runs faster. */
export interface OmsTime {
  now(): Date;
  /** Runs `work` once after so many milliseconds of the OMS's own time. */
  after(milliseconds: number, work: () => void): void;
  /** Forgets everything that is still to run. */
  stop(): void;
}

/**
 * The machine's clock, with waits multiplied by `scale`: at 0.1 the retries
 * come after 0.1 s, 0.5 s and 3 s. The time of day is never stretched, since
 * receivers compare it with their own.
 */
export function machineTime(scale: number): OmsTime {
  const timers = new Set<NodeJS.Timeout>();
  return {
    now: () => new Date(),
    after(milliseconds, work) {
      const timer = setTimeout(() => {
        timers.delete(timer);
        work();
      }, milliseconds * scale);
      timers.add(timer);
    },
    stop() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}
