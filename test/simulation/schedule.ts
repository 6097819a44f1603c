import { instantOf, type Instant } from "../../app/domain/instant.ts";

/** Virtual time begins here. */
const START = Date.UTC(2026, 10, 20, 8);

interface Event {
  readonly at: number;
  readonly order: number;
  readonly run: () => void;
}

/** Events in virtual time, one after the other; nothing here waits for a real clock. */
export class Schedule {
  #now = START;
  #count = 0;
  readonly #heap: Event[] = [];

  now(): Instant {
    return instantOf(this.#now);
  }

  milliseconds(): number {
    return this.#now;
  }

  /** Milliseconds since the beginning. */
  elapsed(): number {
    return this.#now - START;
  }

  after(milliseconds: number, run: () => void): void {
    this.#count += 1;
    push(this.#heap, { at: this.#now + milliseconds, order: this.#count, run });
  }

  /** Resolves at that time, if the event is ever reached. */
  delay(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      this.after(milliseconds, resolve);
    });
  }

  /** Runs the next event and all that follows from it at once; false, and the time is `until`, where none is left until then. */
  async step(until: number): Promise<boolean> {
    const [next] = this.#heap;
    const event = next === undefined || next.at > until ? undefined : pop(this.#heap);
    if (event === undefined) {
      this.#now = Math.max(this.#now, until);
      return false;
    }
    this.#now = event.at;
    event.run();
    await settled();
    return true;
  }
}

/** After every promise that could go on has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function before(a: Event | undefined, b: Event | undefined): boolean {
  if (a === undefined || b === undefined) return a !== undefined;
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

function push(heap: Event[], event: Event): void {
  heap.push(event);
  for (let i = heap.length - 1; i > 0;) {
    const parent = (i - 1) >> 1;
    if (!before(heap[i], heap[parent])) return;
    swap(heap, i, parent);
    i = parent;
  }
}

function pop(heap: Event[]): Event | undefined {
  const top = heap[0];
  const last = heap.pop();
  if (last === undefined || heap.length === 0) return top;
  heap[0] = last;
  for (let i = 0; ;) {
    const [left, right] = [2 * i + 1, 2 * i + 2];
    const child = before(heap[right], heap[left]) ? right : left;
    if (!before(heap[child], heap[i])) return top;
    swap(heap, i, child);
    i = child;
  }
}

function swap(heap: Event[], a: number, b: number): void {
  const [x, y] = [heap[a], heap[b]];
  if (x === undefined || y === undefined) return;
  heap[a] = y;
  heap[b] = x;
}
