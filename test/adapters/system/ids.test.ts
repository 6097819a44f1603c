import { describe, expect, it } from "vitest";
import { uuidV7Ids } from "../../../app/adapters/system/ids.ts";
import { instantOf } from "../../../app/domain/instant.ts";

const FORM = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const NOON = Date.UTC(2026, 10, 21, 12);

describe("ids", () => {
  it("are UUIDs of version 7 that begin with the time", () => {
    const id = uuidV7Ids({ now: () => instantOf(NOON) }).next();
    expect(id).toMatch(FORM);
    expect(Number.parseInt(id.replace("-", "").slice(0, 12), 16)).toBe(NOON);
  });

  it("grow and never repeat, within a millisecond and when the clock steps back", () => {
    let now = NOON;
    const ids = uuidV7Ids({ now: () => instantOf(now) });
    const made = Array.from({ length: 10_000 }, (_, count) => {
      if (count === 5000) now -= 60_000;
      return ids.next();
    });
    expect(new Set(made).size).toBe(10_000);
    expect(made).toEqual([...made].sort());
    expect(made.every((id) => FORM.test(id))).toBe(true);
  });
});
