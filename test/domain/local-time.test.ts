import { describe, expect, it } from "vitest";
import type { Instant } from "../../app/domain/instant.ts";
import {
  endOfMinute,
  isLocalMinute,
  localMinuteOf,
  startOfMinute,
} from "../../app/domain/local-time.ts";

describe("a minute on the shop's clock", () => {
  it("begins when the shop's zone says", () => {
    expect(startOfMinute("2026-11-21T14:05", "Europe/Berlin")).toBe("2026-11-21T13:05:00.000Z");
    expect(startOfMinute("2026-07-01T00:00", "Europe/Berlin")).toBe("2026-06-30T22:00:00.000Z");
    expect(startOfMinute("2026-11-21T14:05", "UTC")).toBe("2026-11-21T14:05:00.000Z");
  });

  it("is over sixty seconds later", () => {
    expect(endOfMinute("2026-11-21T23:59", "America/New_York")).toBe("2026-11-22T05:00:00.000Z");
  });

  it("is read off the shop's clock at any moment", () => {
    const read = (text: string, zone: string) => localMinuteOf(text as Instant, zone);
    expect(read("2026-11-21T13:05:59.999Z", "Europe/Berlin")).toBe("2026-11-21T14:05");
    expect(read("2026-06-30T22:00:00.000Z", "Europe/Berlin")).toBe("2026-07-01T00:00");
  });

  it.each(["", "2026-11-21", "2026-02-30T10:00", "2026-13-01T10:00", "2026-11-21T24:00", "x"])(
    "is not %j",
    (text) => {
      expect(isLocalMinute(text)).toBe(false);
      expect(startOfMinute(text, "UTC")).toBeNull();
    },
  );
});
