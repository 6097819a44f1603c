import { describe, expect, it } from "vitest";
import {
  type Bucket,
  nextCall,
  type NextCall,
  reserve,
  restored,
  roomToBegin,
  settle,
  unknownBucket,
} from "../../../app/domain/storefront/bucket.ts";

const query = (requestedCost: number) => ({ kind: "query", requestedCost }) as const;
const effect = (cost: number): NextCall => nextCall(query(cost), "effect");
const full: Bucket = { available: 2000, restoreRate: 100, maximum: 2000, asOf: 0 };

describe("a shop's bucket", () => {
  it("fills at the restore rate up to its maximum, and never by a clock that runs back", () => {
    const low = { ...full, available: 500 };
    expect(restored(low, 2_000).available).toBe(700);
    expect(restored(low, 60_000).available).toBe(2000);
    expect(restored(low, -5_000)).toEqual(low);
  });

  it("grants what it holds above the reserve, and says how long the rest takes", () => {
    const granted = reserve({ ...full, available: 318 }, effect(118), 0);
    expect(granted).toMatchObject({ outcome: "granted", bucket: { available: 200 } });
    expect(reserve({ ...full, available: 300 }, effect(118), 0)).toEqual({
      outcome: "wait",
      milliseconds: 180,
    });
  });

  it("never lets cheap calls take what a dear one waits for", () => {
    const low = { ...full, available: 274 };
    expect(reserve(low, effect(1), 0)).toEqual(reserve(low, effect(75), 0));
    const write = nextCall({ kind: "mutation", requestedCost: 10 }, "effect");
    expect(reserve(low, write, 0)).toMatchObject({ bucket: { available: 264 } });
  });

  it("serves a click from the reserve, and background calls only while it is half full", () => {
    const atReserve = { ...full, available: 200 };
    expect(reserve(atReserve, effect(10), 0).outcome).toBe("wait");
    expect(reserve(atReserve, nextCall(query(118), "click"), 0).outcome).toBe("granted");
    const background = nextCall(query(10), "background");
    expect(reserve({ ...full, available: 1074 }, background, 0).outcome).toBe("wait");
    expect(reserve({ ...full, available: 1075 }, background, 0).outcome).toBe("granted");
  });

  it("begins no more orders than can be ended, and none when it is low", () => {
    expect(roomToBegin(full, 0)).toBe(21);
    expect(roomToBegin({ ...full, available: 475 }, 0)).toBe(1);
    expect(roomToBegin({ ...full, available: 474 }, 0)).toBe(0);
    expect(roomToBegin({ ...full, available: 300 }, 1_800)).toBe(1);
    expect(roomToBegin({ ...full, available: -400 }, 0)).toBe(0);
  });

  it("grants a call dearer than may be planned with when it is full", () => {
    expect(reserve({ ...full, maximum: 1000, available: 1000 }, effect(1000), 0).outcome).toBe(
      "granted",
    );
    expect(reserve({ ...full, maximum: 1000, available: 990 }, effect(1000), 0)).toEqual({
      outcome: "wait",
      milliseconds: 100,
    });
  });

  it("gets back what a call did not use, and all of one that was not executed", () => {
    const reading = { available: 2000, restoreRate: 100, maximum: 2000 };
    const taken = { ...full, available: 1000 };
    expect(settle(taken, { reserved: 118, charged: 30, reading }, 0).available).toBe(1088);
    expect(settle(taken, { reserved: 118, charged: 0, reading: null }, 0).available).toBe(1118);
    expect(settle(taken, { reserved: 118, charged: 118, reading: null }, 0).available).toBe(1000);
  });

  it("learns the plan of a shop from the first answer", () => {
    const reading = { available: 19_990, restoreRate: 1000, maximum: 20_000 };
    const learnt = settle(unknownBucket(0), { reserved: 10, charged: 10, reading }, 0);
    expect(learnt).toMatchObject({ restoreRate: 1000, maximum: 20_000, available: 9990 });
  });

  it("follows Shopify down at once, and never falls far behind it", () => {
    const low = { available: 300, restoreRate: 100, maximum: 2000 };
    expect(settle(full, { reserved: 10, charged: 10, reading: low }, 0).available).toBe(300);
    const high = { ...low, available: 2000 };
    const lost = { ...full, available: -500 };
    expect(settle(lost, { reserved: 10, charged: 10, reading: high }, 0).available).toBe(1000);
  });
});

/** A bucket as Shopify keeps it: admits by the requested cost, charges the actual one. */
class ShopifyBucket {
  available: number;
  asOf = 0;
  charged = 0;
  throttled = 0;
  readonly rate: number;
  readonly maximum: number;

  constructor(rate: number) {
    this.rate = rate;
    this.maximum = rate * 20;
    this.available = this.maximum;
  }

  call(requested: number, actual: number, now: number) {
    const seconds = (now - this.asOf) / 1000;
    this.available = Math.min(this.maximum, this.available + seconds * this.rate);
    this.asOf = now;
    const admitted = requested <= this.available;
    if (admitted) {
      this.available -= actual;
      this.charged += actual;
    } else this.throttled += 1;
    const reading = {
      available: Math.floor(this.available),
      restoreRate: this.rate,
      maximum: this.maximum,
    };
    return { charged: admitted ? actual : 0, reading };
  }
}

const CALLS = [
  [118, 31],
  [10, 10],
  [50, 50],
] as const;

/** A repeatable stream of numbers from 0 to 1. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Workers that always have a next call, for so many seconds of virtual time; answers can be lost. */
function work(options: { rate: number; workers: number; seconds: number; lost: number }) {
  const next = numbers(7);
  const shopify = new ShopifyBucket(options.rate);
  let bucket = unknownBucket(0);
  const events: { at: number; run: (at: number) => void }[] = [];
  const start = (at: number): void => {
    const [requested, actual] = CALLS[Math.floor(next() * CALLS.length)] ?? CALLS[0];
    const reservation = reserve(bucket, effect(requested), at);
    if (reservation.outcome === "wait") {
      events.push({ at: at + reservation.milliseconds, run: start });
      return;
    }
    bucket = reservation.bucket;
    const executed = at + 20 + next() * 130;
    events.push({
      at: executed,
      run: (now) => {
        const answer = shopify.call(requested, actual, now);
        const isLost = next() < options.lost;
        events.push({
          at: now + 20 + next() * 130,
          run: (settled) => {
            const call = isLost ? { charged: requested, reading: null } : answer;
            bucket = settle(bucket, { reserved: effect(requested).points, ...call }, settled);
            start(settled);
          },
        });
      },
    });
  };
  for (let worker = 0; worker < options.workers; worker += 1) start(worker);
  for (;;) {
    events.sort((a, b) => b.at - a.at);
    const event = events.pop();
    if (event === undefined || event.at > options.seconds * 1000) break;
    event.run(event.at);
  }
  const offered = shopify.maximum + options.rate * options.seconds;
  return { throttled: shopify.throttled, used: shopify.charged / offered };
}

describe("workers that share one bucket", () => {
  it.each([
    ["4 workers on Standard", { rate: 100, workers: 4, seconds: 3600, lost: 0 }],
    ["12 workers on Standard", { rate: 100, workers: 12, seconds: 3600, lost: 0 }],
    ["40 workers on Advanced", { rate: 200, workers: 40, seconds: 3600, lost: 0 }],
    ["4 workers, every 20th answer lost", { rate: 100, workers: 4, seconds: 3600, lost: 0.05 }],
  ])("%s use nearly all of it and are never throttled", (_name, options) => {
    const { throttled, used } = work(options);
    expect(throttled).toBe(0);
    expect(used).toBeGreaterThanOrEqual(0.99);
  });
});
