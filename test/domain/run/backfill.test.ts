import { describe, expect, it } from "vitest";
import { instantOf, plusSeconds } from "../../../app/domain/instant.ts";
import { learntBy } from "../../../app/domain/run/backfill.ts";
import { countMails, needsConsent } from "../../../app/domain/run/replay.ts";

const NOW = instantOf(Date.UTC(2026, 10, 21, 12));
const HOUR = 3600;

const mails = (hoursAgo: readonly number[]) =>
  hoursAgo.map((hours) => ({
    kind: "shipped" as const,
    happenedAt: plusSeconds(NOW, -hours * HOUR),
  }));

describe("a record without a time of its own", () => {
  it.each([
    ["its span, of days long past", 240, 240],
    ["just before the backfill, where the span is not over", -12, 1 / HOUR],
  ])("counts from the end of %s", (_name, hoursToEnd, hoursAgo) => {
    const to = plusSeconds(NOW, -hoursToEnd * HOUR);
    const span = { from: plusSeconds(to, -24 * HOUR), to };
    expect(learntBy(span, NOW)).toBe(plusSeconds(NOW, -hoursAgo * HOUR));
  });
});

describe("the mails that were found", () => {
  it.each([
    ["recent", { all: 1, stale: 0, unseen: 7 }, true],
    ["none", { all: 0, stale: 0, unseen: 0 }, false],
    ["rules", { all: 2, stale: 1, unseen: 7 }, true],
  ] as const)(
    "come with the messages that nobody looked into: %s",
    (notices, expected, isAsked) => {
      const found = countMails({ mails: mails([1, 48]), unseen: 7 }, notices, NOW);
      expect(found).toEqual(expected);
      expect(needsConsent(found)).toBe(isAsked);
    },
  );

  it("need no yes where they are few, young and all counted", () => {
    const found = countMails({ mails: mails([1, 48]), unseen: 0 }, "recent", NOW);
    expect(found).toEqual({ all: 1, stale: 0, unseen: 0 });
    expect(needsConsent(found)).toBe(false);
  });
});
