import { describe, expect, it } from "vitest";
import { instantOf } from "../../../app/domain/instant.ts";
import { rateLimit } from "../../../app/pipeline/intake/rate-limit.ts";

const at = (seconds: number) => instantOf(1_800_000_000_000 + seconds * 1000);

describe("a rate limit", () => {
  it("allows the burst, then the steady rate", () => {
    const limit = rateLimit({ perSecond: 2, burst: 3 });
    const uses = [0, 0, 0, 0, 0.5, 0.5, 10].map((second) => limit.use("a", at(second)).allowed);
    expect(uses).toEqual([true, true, true, false, true, false, true]);
  });

  it("keeps keys apart", () => {
    const limit = rateLimit({ perSecond: 1, burst: 1 });
    expect([limit.use("a", at(0)).allowed, limit.use("b", at(0)).allowed]).toEqual([true, true]);
    expect(limit.use("a", at(0)).allowed).toBe(false);
  });

  it("tells what is left and when to come again", () => {
    const limit = rateLimit({ perSecond: 0.5, burst: 2 });
    limit.use("a", at(0));
    limit.use("a", at(0));
    expect(limit.use("a", at(0))).toEqual({
      allowed: false,
      limit: 2,
      remaining: 0,
      resetSeconds: 4,
      retryAfterSeconds: 2,
    });
  });

  it("is not refilled by a clock that steps back", () => {
    const limit = rateLimit({ perSecond: 1, burst: 1 });
    limit.use("a", at(100));
    expect(limit.use("a", at(0)).allowed).toBe(false);
    expect(limit.use("a", at(101)).allowed).toBe(true);
  });
});
