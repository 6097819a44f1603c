/**
 * Runs the work while nobody else, in any process, works under the same shop's
 * lock; the caller of a second lock waits.
 */
export type ShopLock = <T>(domain: string, work: () => Promise<T>) => Promise<T>;
