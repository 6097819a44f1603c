import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { lineBlocks } from "../../../app/adapters/system/line-blocks.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function given() {
  const written: string[] = [];
  let flushes = 0;
  const blocks = lineBlocks(
    { write: (block) => written.push(block), flushSync: () => (flushes += 1) },
    { characters: 10, milliseconds: 200 },
  );
  return { blocks, written, flushes: () => flushes };
}

describe("lines in blocks", () => {
  it("go out together once they are long enough, whole and in their order", () => {
    const { blocks, written } = given();
    for (const line of ["first\n", "second\n", "third\n"]) blocks.write(line);
    expect(written).toEqual(["first\nsecond\n"]);
    blocks.write("fourth\n");
    expect(written).toEqual(["first\nsecond\n", "third\nfourth\n"]);
  });

  it("do not wait for company longer than a moment", () => {
    const { blocks, written } = given();
    blocks.write("alone\n");
    vi.advanceTimersByTime(199);
    expect(written).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(written).toEqual(["alone\n"]);
    vi.advanceTimersByTime(1000);
    expect(written).toEqual(["alone\n"]);
  });

  it("are all out after a flush, and what they go to is flushed too", () => {
    const { blocks, written, flushes } = given();
    blocks.write("last\n");
    blocks.flushSync();
    expect(written).toEqual(["last\n"]);
    expect(flushes()).toBe(1);
    vi.advanceTimersByTime(1000);
    expect(written).toEqual(["last\n"]);
  });
});
