import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BacklogSample, forecastBacklog } from "../../../app/domain/history/backlog.ts";
import { epochOf, instantOf, plusSeconds } from "../../../app/domain/instant.ts";

const NOW = instantOf(Date.UTC(2026, 10, 27, 12));
const HOUR = 3600;
const MINUTES = 15;
const SEEDED = { seed: 80, numRuns: 200 };

/** One sample a minute, the last one at `NOW`, of a queue that so many come to and so many leave each minute. */
function queue(
  { first, came, left }: { first: number; came: number; left: number },
  minutes = MINUTES,
): readonly BacklogSample[] {
  return Array.from({ length: minutes }, (_, minute) => ({
    at: plusSeconds(NOW, (minute - minutes + 1) * 60),
    waiting: Math.max(0, first + minute * (came - left)),
    received: came,
  }));
}

function forecast(samples: readonly BacklogSample[], tolerableSeconds = HOUR) {
  return forecastBacklog(samples, { now: NOW, tolerableSeconds });
}

const rates = fc.record({
  slow: fc.integer({ min: 1, max: 500 }),
  more: fc.integer({ min: 1, max: 500 }),
});

describe("the forecast of what waits (S80)", () => {
  it("says of a falling backlog when the last of it is through", () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 3, max: 1000 }), ({ slow, more }, minutes) => {
        const samples = queue({
          first: more * (minutes + MINUTES - 1),
          came: slow,
          left: slow + more,
        });
        expect(forecast(samples)).toEqual({
          kind: "falls",
          waiting: more * minutes,
          emptyAt: plusSeconds(NOW, minutes * 60),
        });
      }),
      SEEDED,
    );
  });

  it("says of a growing backlog when a message that comes then takes longer than is tolerable", () => {
    fc.assert(
      fc.property(rates, fc.integer({ min: 1, max: 1000 }), ({ slow, more }, first) => {
        const samples = queue({ first, came: slow + more, left: slow });
        const found = forecast(samples);
        const waiting = first + more * (MINUTES - 1);
        if (waiting / slow >= 60) {
          expect(found).toMatchObject({ kind: "late", waiting });
        } else if (found !== null) {
          expect(found).toMatchObject({ kind: "grows", waiting });
          if (found.kind !== "grows" || found.lateAt === null) return;
          const then = waiting + (more * (epochOf(found.lateAt) - epochOf(NOW))) / 60_000;
          expect(Math.abs(then / slow - 60)).toBeLessThan(0.01);
        }
      }),
      SEEDED,
    );
  });

  it("says that it is late at once where nothing gets through", () => {
    expect(forecast(queue({ first: 1, came: 3, left: 0 }))).toMatchObject({ kind: "late" });
  });

  it("promises no end and no excess beyond a day", () => {
    const falls = forecast(queue({ first: 1_000_000, came: 0, left: 10 }));
    expect(falls).toMatchObject({ kind: "falls", emptyAt: null });
    const grows = forecast(queue({ first: 5000, came: 1001, left: 1000 }), 4 * HOUR);
    expect(grows).toMatchObject({ kind: "grows", lateAt: null });
  });

  it("says of a flat backlog how long a message takes, where that is worth a word", () => {
    expect(forecast(queue({ first: 600, came: 60, left: 60 }))).toEqual({
      kind: "steady",
      waiting: 600,
      seconds: 600,
    });
    expect(forecast(queue({ first: 60, came: 60, left: 60 }))).toBeNull();
    expect(forecast(queue({ first: 600, came: 0, left: 0 }))).toBeNull();
  });

  it("makes no trend of noise", () => {
    const noisy = fc.tuple(
      fc.integer({ min: 100, max: 10_000 }),
      fc.double({ min: 0, max: 0.5, noNaN: true }),
    );
    fc.assert(
      fc.property(noisy, ([level, depth]) => {
        const samples = queue({ first: level, came: 10, left: 10 }).map((sample, minute) => ({
          ...sample,
          waiting: Math.round(level * (1 + (minute % 2 === 0 ? depth : -depth))),
        }));
        expect(["steady", undefined]).toContain(forecast(samples)?.kind);
      }),
      SEEDED,
    );
  });

  it("is moved by no single odd minute", () => {
    const even = queue({ first: 3000, came: 100, left: 150 });
    const odd = even.map((sample, minute) =>
      minute === 7 ? { ...sample, waiting: 2400 } : sample,
    );
    expect(forecast(odd)).toEqual(forecast(even));
  });

  it("is never made from too few samples, from old ones, or where nothing waits", () => {
    const short = fc.integer({ min: 0, max: 7 });
    fc.assert(
      fc.property(rates, short, ({ slow, more }, minutes) => {
        expect(forecast(queue({ first: 9000, came: slow, left: more }, minutes))).toBeNull();
      }),
      SEEDED,
    );
    const samples = queue({ first: 9000, came: 10, left: 110 });
    expect(forecast(samples)).not.toBeNull();
    const later = { now: plusSeconds(NOW, 240), tolerableSeconds: HOUR };
    expect(forecastBacklog(samples, later)).toBeNull();
    expect(forecast(queue({ first: 900, came: 10, left: 110 }))).toBeNull();
  });
});
