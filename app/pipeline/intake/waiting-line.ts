/** An item with whoever waits for its result. */
export interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

export interface LineLimits<Item> {
  readonly waitingItems: number;
  readonly waitingBytes: number;
  readonly bytesOf: (item: Item) => number;
}

/** A bounded line: first come, first served, by number and by bytes. */
export interface WaitingLine<Item, Result> {
  hasRoomFor(item: Item): boolean;
  join(waiting: Waiting<Item, Result>): void;
  /** The first ones, up to so many and so many bytes, at least one; they leave the line. */
  take(most: { readonly items: number; readonly bytes: number }): readonly Waiting<Item, Result>[];
  readonly length: number;
}

export function waitingLine<Item, Result>(limits: LineLimits<Item>): WaitingLine<Item, Result> {
  let line: Waiting<Item, Result>[] = [];
  let bytes = 0;
  return {
    hasRoomFor: (item) =>
      line.length < limits.waitingItems && bytes + limits.bytesOf(item) <= limits.waitingBytes,
    join(waiting) {
      bytes += limits.bytesOf(waiting.item);
      line.push(waiting);
    },
    take(most) {
      let takenBytes = 0;
      const end = line.findIndex(({ item }, at) => {
        takenBytes += limits.bytesOf(item);
        return at >= most.items || (at > 0 && takenBytes > most.bytes);
      });
      const taken = end === -1 ? line : line.slice(0, end);
      line = end === -1 ? [] : line.slice(end);
      for (const { item } of taken) bytes -= limits.bytesOf(item);
      return taken;
    },
    get length() {
      return line.length;
    },
  };
}
