const TICK_MILLISECONDS = 10;
const MILLION = 1_000_000;

/** How long the event loop stood still, in seconds: the longest since each was last asked for. */
export interface EventLoopStalls {
  /** By the clock on the wall: what a request felt, work of other programs included. */
  takeWall(): number;
  /** At most what this thread computed meanwhile: the part that is our own doing. */
  takeCpu(): number;
}

/** Watches how late a timer of 10 ms comes. Does not keep the process alive. */
export function watchEventLoop(): EventLoopStalls {
  const longest = { wall: 0, cpu: 0 };
  let expected = performance.now() + TICK_MILLISECONDS;
  let before = process.threadCpuUsage();
  setInterval(() => {
    const late = Math.max(0, performance.now() - expected) / 1000;
    const { user, system } = process.threadCpuUsage(before);
    longest.wall = Math.max(longest.wall, late);
    longest.cpu = Math.max(longest.cpu, Math.min(late, (user + system) / MILLION));
    expected = performance.now() + TICK_MILLISECONDS;
    before = process.threadCpuUsage();
  }, TICK_MILLISECONDS).unref();
  const take = (kind: "wall" | "cpu") => {
    const taken = longest[kind];
    longest[kind] = 0;
    return taken;
  };
  return { takeWall: () => take("wall"), takeCpu: () => take("cpu") };
}
