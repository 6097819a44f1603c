import { describe, expect, it } from "vitest";
import { instantOf } from "../../../app/domain/instant.ts";
import { judgeAnswer } from "../../../app/pipeline/fetch/judge-answer.ts";
import type { SourceAnswer } from "../../../app/pipeline/ports.ts";

const NOW = instantOf(Date.UTC(2026, 10, 21, 12));

function answered(
  status: number,
  headers: Record<string, string> = {},
  body = '{"a":1}',
): SourceAnswer {
  return { outcome: "answered", status, headers, body: new TextEncoder().encode(body) };
}

function inShort(answer: SourceAnswer, tries = 0): string {
  const verdict = judgeAnswer(answer, tries, NOW);
  switch (verdict.kind) {
    case "record":
      return "record";
    case "later":
      return `${verdict.delay.cause} ${String(verdict.delay.seconds)}`;
    case "end":
      return verdict.end.state === "failed" ? verdict.end.reason.code : verdict.end.state;
  }
}

describe("S77: what a source answers to a fetch", () => {
  it.each([
    ["its data", answered(200), "record"],
    ["nothing (204)", answered(204, {}, ""), "empty"],
    ["an empty body", answered(200, {}, ""), "empty"],
    ["a login page", answered(200, { "content-type": "text/html; charset=utf-8" }), "failed_try 5"],
    ["wrong credentials", answered(401), "fetch_unauthorized"],
    ["forbidden", answered(403), "fetch_unauthorized"],
    ["not there, or not yet", answered(404), "failed_try 5"],
    ["a request that it does not know", answered(400), "fetch_failed"],
    ["a failure", answered(500), "failed_try 5"],
    ["an outage", answered(503), "failed_try 5"],
    ["a limit", answered(429), "limited 60"],
    ["a limit with seconds", answered(429, { "retry-after": "7" }), "limited 7"],
    [
      "a limit with a date",
      answered(429, { "retry-after": "Sat, 21 Nov 2026 12:02:00 GMT" }),
      "limited 120",
    ],
    [
      "a limit of the past",
      answered(429, { "retry-after": "Sat, 21 Nov 2026 11:00:00 GMT" }),
      "limited 1",
    ],
    ["a limit for ever", answered(429, { "retry-after": "999999" }), "limited 3600"],
    ["a limit in no words", answered(429, { "retry-after": "soon" }), "limited 60"],
    [
      "a redirect",
      { outcome: "redirected", status: 302, location: "https://b.example/x" },
      "fetch_redirected",
    ],
    ["too much", { outcome: "too_large", maxBytes: 1024 }, "fetch_too_large"],
    ["no connection", { outcome: "unreachable", detail: "No." }, "failed_try 5"],
    ["nothing in time", { outcome: "timeout", seconds: 10 }, "failed_try 5"],
    ["no HTTP", { outcome: "malformed", detail: "No." }, "failed_try 5"],
    [
      "a certificate that is not believed",
      { outcome: "tls_refused", detail: "No." },
      "failed_try 5",
    ],
    [
      "from a private address",
      { outcome: "blocked", code: "address_not_allowed", detail: "No." },
      "fetch_blocked",
    ],
  ] as const)("may be %s", (_what, answer, verdict) => {
    expect(inShort(answer)).toBe(verdict);
  });

  it("is asked for again after 5 s, 30 s, 2 min, 10 min and 30 min, and then no more", () => {
    const tries = [0, 1, 2, 3, 4, 5].map((before) => inShort(answered(500), before));
    expect(tries).toEqual([
      "failed_try 5",
      "failed_try 30",
      "failed_try 120",
      "failed_try 600",
      "failed_try 1800",
      "fetch_failed",
    ]);
  });

  it("never ends for being limited", () => {
    expect(inShort(answered(429), 50)).toBe("limited 60");
  });
});
