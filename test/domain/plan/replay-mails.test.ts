import { describe, expect, it } from "vitest";
import { instantOf, plusSeconds } from "../../../app/domain/instant.ts";
import { replayMails } from "../../../app/domain/plan/replay-mails.ts";

const NOW = instantOf(Date.UTC(2026, 10, 21, 12));
const lately = plusSeconds(NOW, -3600);
const longAgo = plusSeconds(NOW, -2 * 86_400);
const young = { youngerThanHours: 24 };

describe("what a replay may mail", () => {
  it.each([
    ["nobody, where customers are never told of it", [null, 500, longAgo], [0, false]],
    ["nobody, where the policy says never", ["never", 500, longAgo], [0, false]],
    ["a few, of what is young, without asking", ["always", 20, lately], [20, false]],
    ["many only if asked for", ["always", 21, lately], [21, true]],
    ["of what is old only if asked for", ["always", 1, longAgo], [1, true]],
    ["without asking, where the policy leaves the old out", [young, 1, longAgo], [1, false]],
  ] as const)("is %s", (_what, [rule, count, since], [atMost, needsConsent]) => {
    expect(replayMails(rule, { count, since }, NOW)).toEqual({ atMost, needsConsent });
  });
});
