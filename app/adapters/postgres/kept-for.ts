/** Values that are read once and kept for a while; also those that are absent. */
export interface Kept<T> {
  get(key: string): Promise<T>;
  forget(key: string): void;
  clear(): void;
}

interface Entry<T> {
  readonly value: Promise<T>;
  readonly until: number;
}

/** Many made-up keys must not fill the memory. */
const MAX_ENTRIES = 10_000;

/** Callers of one key share one reading; a reading that fails is not kept. */
export function keptFor<T>(milliseconds: number, read: (key: string) => Promise<T>): Kept<T> {
  const entries = new Map<string, Entry<T>>();
  return {
    get(key) {
      const now = performance.now();
      const known = entries.get(key);
      if (known !== undefined && known.until > now) return known.value;
      if (entries.size >= MAX_ENTRIES) entries.clear();
      const entry = { value: read(key), until: now + milliseconds };
      entries.set(key, entry);
      entry.value.catch(() => {
        if (entries.get(key) === entry) entries.delete(key);
      });
      return entry.value;
    },
    forget: (key) => void entries.delete(key),
    clear: () => {
      entries.clear();
    },
  };
}
