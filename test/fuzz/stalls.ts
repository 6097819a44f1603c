/** What the process told of itself, at its worst. */
export interface Stalls {
  /** Longest stand of the event loop by the wall clock, in milliseconds. */
  wallMilliseconds: number;
  /** As far as the process itself computed. */
  cpuMilliseconds: number;
}

const INTERVAL_MILLISECONDS = 500;

/** Reads the metrics again and again; each reading tells the worst since the last one. */
export function watchStalls(metrics: () => Promise<string>): { stop(): Promise<Stalls> } {
  const worst: Stalls = { wallMilliseconds: 0, cpuMilliseconds: 0 };
  let reading: Promise<void> = Promise.resolve();
  async function read(): Promise<void> {
    const text = await metrics();
    const wall = 1000 * valueOf(text, "nodejs_eventloop_stall_wall_seconds");
    const cpu = 1000 * valueOf(text, "nodejs_eventloop_stall_cpu_seconds");
    worst.wallMilliseconds = Math.max(worst.wallMilliseconds, wall);
    worst.cpuMilliseconds = Math.max(worst.cpuMilliseconds, cpu);
  }
  const timer = setInterval(() => {
    reading = reading.then(read).catch(() => undefined);
  }, INTERVAL_MILLISECONDS);
  return {
    async stop() {
      clearInterval(timer);
      await reading;
      await read();
      return worst;
    },
  };
}

/** The value of a metric's line; 0 where it is not told. */
export function valueOf(text: string, line: string): number {
  const found = text.split("\n").find((one) => one.startsWith(`${line} `));
  return found === undefined ? 0 : Number(found.slice(line.length + 1));
}
