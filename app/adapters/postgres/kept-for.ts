/** Values that are read once and kept for a while; also those that are absent. */
export interface Kept<T> {
  get(key: string): Promise<T>;
  forget(key: string): void;
  clear(): void;
}

interface Entry<T> {
  readonly value: Promise<T>;
  readonly readAt: number;
  isReadAgain: boolean;
}

/** Of the time that a value is kept; from then on it is read again while it still answers. */
const SHARE_BEFORE_READ_AGAIN = 0.5;

/** Many made-up keys must not fill the memory. */
const MAX_ENTRIES = 10_000;

/**
 * Callers of one key share one reading; a reading that fails is not kept. What
 * is asked for again and again is read again before its time is over, so that
 * nobody waits for a database that is slow to answer.
 *
 * @param now milliseconds of a clock that never goes back
 */
export function keptFor<T>(
  milliseconds: number,
  read: (key: string) => Promise<T>,
  now: () => number = () => performance.now(),
): Kept<T> {
  const entries = new Map<string, Entry<T>>();

  function readNew(key: string): Promise<T> {
    if (entries.size >= MAX_ENTRIES) entries.clear();
    const entry = { readAt: now(), value: read(key), isReadAgain: false };
    entries.set(key, entry);
    entry.value.catch(() => {
      if (entries.get(key) === entry) entries.delete(key);
    });
    return entry.value;
  }

  /** What was forgotten meanwhile stays forgotten; a reading that fails leaves the value its time. */
  function readAgain(key: string, known: Entry<T>): void {
    known.isReadAgain = true;
    const readAt = now();
    const value = read(key);
    value.then(
      () => {
        if (entries.get(key) === known) entries.set(key, { value, readAt, isReadAgain: false });
      },
      () => undefined,
    );
  }

  return {
    get(key) {
      const known = entries.get(key);
      const age = known === undefined ? Infinity : now() - known.readAt;
      if (known === undefined || age >= milliseconds) return readNew(key);
      if (age >= milliseconds * SHARE_BEFORE_READ_AGAIN && !known.isReadAgain) {
        readAgain(key, known);
      }
      return known.value;
    },
    forget: (key) => void entries.delete(key),
    clear: () => {
      entries.clear();
    },
  };
}
