/** Runs the work while nobody else, in any process, runs work for the same shop. */
export type ShopLock = <T>(domain: string, work: () => Promise<T>) => Promise<T>;

/**
 * The same lock, with a queue of this process in front of it: a lock that
 * holds a database connection while it waits is then waited for by one call
 * of each process, however many want it.
 */
export function queuedLock(lock: ShopLock): ShopLock {
  const tails = new Map<string, Promise<unknown>>();
  return (domain, work) => {
    const before = tails.get(domain) ?? Promise.resolve();
    const turn = before.then(() => lock(domain, work));
    const tail = turn.catch(() => undefined);
    tails.set(domain, tail);
    void tail.then(() => {
      if (tails.get(domain) === tail) tails.delete(domain);
    });
    return turn;
  };
}
