import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { instantOf } from "../../../app/domain/instant.ts";
import type { PollerDefinition } from "../../../app/domain/polling/definition/poller-schema.ts";
import { setFault } from "../../sandbox/oms/settings.ts";
import type { FaultName } from "../../sandbox/oms/faults.ts";
import { simulatedOms } from "../../domain/polling/definitions.ts";
import { machineTime } from "../../sandbox/oms/time.ts";
import { backfilling } from "./backfilling.ts";
import { shipOrders, startPollingStage } from "./polling-stage.ts";
import type { PollingStage } from "./polling-stage.ts";

let stage: PollingStage;

beforeEach(async () => {
  stage = await startPollingStage();
});
afterEach(() => stage.close());

function fault(name: FaultName, value: "on" | "off" | number): void {
  setFault(stage.oms.oms, stage.account, { name, value });
}

const [feed] = simulatedOms.feeds;
if (feed === undefined) throw new Error("the definition has a feed");
/** Five records a page, so that faults strike between pages. */
const SMALL_PAGES: PollerDefinition = {
  ...simulatedOms,
  feeds: [
    { ...feed, paging: { kind: "page", limit: 5, pages: { from: "body", path: "$.pages" } } },
  ],
};

const WITH_TOKENS: PollerDefinition = {
  ...SMALL_PAGES,
  inputs: [
    { name: "client_id", label: "Client id", isSecret: false },
    { name: "api_key", label: "Client secret", isSecret: true },
  ],
  auth: {
    kind: "client_credentials",
    url: "/api/token",
    clientId: "{input.client_id}",
    clientSecret: "{input.api_key}",
  },
};

describe("S77: polling through a fault", () => {
  it.each([
    ["an HTML login page", "poll_html", "login_page", "answered with a web page"],
    ["a redirect to a private address", "poll_redirect", "redirected", "never followed"],
    ["half a page and then a reset", "poll_reset", "unreachable", "cannot be reached"],
    ["credentials that are refused", "poll_token_expired", "auth_failed", "credentials"],
  ] as const)(
    "stays behind what is stored at %s, says so on the source's page, and loses nothing",
    async (...[, name, code, words]) => {
      shipOrders(stage, 7);
      await stage.set(SMALL_PAGES);
      const before = await stage.watermark();
      fault(name, 1);
      expect((await stage.poll())?.code).toBe(code);
      expect(await stage.watermark()).toBe(before);
      expect(await stage.counts()).toEqual({ messages: 0, fulfilled: 0 });
      expect((await stage.page()).problem?.detail).toContain(words);
      expect(await stage.poll()).toBeNull();
      expect((await stage.page()).problem).toBeNull();
      expect((await stage.counts()).fulfilled).toBe(7);
    },
  );

  it("asks for a new token when the old one expires between two pages", async () => {
    shipOrders(stage, 12);
    await stage.set(WITH_TOKENS);
    expect(await stage.poll()).toBeNull();
    shipOrders(stage, 12);
    fault("poll_token_expired", 1);
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).fulfilled).toBe(24);
    expect(stage.account.tokens.size).toBe(1);
    const { rows } = await stage.test.owner.query<{ session: Buffer }>(
      "SELECT session FROM poller",
    );
    const [token = ""] = stage.account.tokens;
    expect(rows[0]?.session.includes(token)).toBe(false);
  });

  it("asks for a new token in the middle of a backfill, too", async () => {
    shipOrders(stage, 12);
    await stage.set(WITH_TOKENS);
    const backfills = backfilling(stage);
    const now = Date.now();
    const span = { from: instantOf(now - 86_400_000), to: instantOf(now + 60_000) };
    await backfills.look(span);
    fault("poll_token_expired", 1);
    const trialId = await backfills.look(span);
    expect((await backfills.summary(trialId)).found?.orders).toBe(12);
  });

  it.each([
    ["seconds", { name: "retry-after", value: "7" }, undefined],
    ["a date", { name: "retry-after", value: "DATE" }, undefined],
    ["seconds in another header", { name: "x-rate-limit-reset", value: "7" }, "seconds"],
    ["milliseconds", { name: "x-rate-limit-time-reset-ms", value: "7000" }, "milliseconds"],
    ["a Unix time", { name: "x-ratelimit-reset", value: "UNIX" }, "unix_seconds"],
  ] as const)("waits as long as a 429 says in %s", async (_name, header, unit) => {
    shipOrders(stage, 3);
    const waitHeaders = unit === undefined ? [] : [{ header: header.name, unit }];
    await stage.set({ ...SMALL_PAGES, limits: { ...simulatedOms.limits, waitHeaders } });
    const then = Date.now() + 7_000;
    const value = header.value
      .replace("DATE", new Date(then).toUTCString())
      .replace("UNIX", String(Math.ceil(then / 1000)));
    stage.account.waitHeader = { name: header.name, value };
    fault("poll_throttled", 1);
    expect(await stage.poll()).toBeNull();
    const [waited = 0] = stage.waits;
    expect(waited).toBeGreaterThanOrEqual(5);
    expect(waited).toBeLessThanOrEqual(8);
    expect((await stage.counts()).fulfilled).toBe(3);
  });

  it("gives its place to others where a 429 asks for a long wait, and says so on the source's page", async () => {
    shipOrders(stage, 7);
    await stage.set(SMALL_PAGES);
    stage.account.waitHeader = { name: "retry-after", value: "600" };
    fault("poll_throttled", 1);
    await stage.turn();
    const held = await stage.page();
    expect(held).toMatchObject({ isHeldUp: true, isPolling: false, problem: null });
    expect(Date.parse(held.nextPollAt ?? "")).toBeGreaterThan(Date.now() + 500_000);
    await stage.turn();
    await stage.interpretAll();
    expect(await stage.page()).toMatchObject({ isHeldUp: false });
    expect((await stage.counts()).fulfilled).toBe(7);
  });

  it("loses nothing while pages shift under it (S44)", async () => {
    shipOrders(stage, 23);
    await stage.set(SMALL_PAGES);
    fault("poll_shift", 6);
    expect(await stage.poll()).toBeNull();
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).fulfilled).toBe(23);
  });

  it("repeats what a crash cut off, and records nothing twice", async () => {
    shipOrders(stage, 7);
    await stage.set(SMALL_PAGES);
    const before = await stage.watermark();
    await stage.crash();
    expect(await stage.watermark()).toBe(before);
    const recorded = (await stage.counts()).messages;
    expect(recorded).toBe(5);
    expect(await stage.poll()).toBeNull();
    expect(await stage.counts()).toEqual({ messages: 7, fulfilled: 7 });
  });

  it("a worker that is at a poll keeps it however long it takes, and one that lost it keeps nothing", async () => {
    await stage.set(SMALL_PAGES);
    const { pollers } = stage.test.adapter;
    const [first] = await pollers.claim(1, 0);
    if (first === undefined) throw new Error("a poll is due");
    expect(await pollers.renew(first, 60)).toBe(true);
    expect(await pollers.claim(1, 60)).toEqual([]);
    await stage.test.owner.query("UPDATE poll_task SET due_at = now()");
    expect(await pollers.claim(1, 60)).toMatchObject([{ lost: 1 }]);
    expect(await pollers.renew(first, 60)).toBe(false);
  });

  it("a surprise puts a poll off, and the fifth after it ends it with what to do; the next one begins by itself", async () => {
    shipOrders(stage, 1);
    await stage.set(SMALL_PAGES);
    await stage.surprise(6);
    const { state, problem } = await stage.page();
    expect({ state, problem }).toMatchObject({ state: "on", problem: { code: "failed" } });
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).fulfilled).toBe(1);
  });

  it("stops after three refused logins until somebody acts, and says what to do", async () => {
    shipOrders(stage, 1);
    await stage.set(SMALL_PAGES, { inputs: { api_key: "wrong" } });
    for (let poll = 0; poll < 3; poll += 1) {
      expect((await stage.poll())?.detail).toContain("Enter valid ones");
    }
    const { rows } = await stage.test.owner.query<{ state: string; due: number }>(
      "SELECT state, (SELECT count(*)::int FROM poll_task) AS due FROM poller",
    );
    expect(rows).toEqual([{ state: "paused", due: 0 }]);
    await stage.set(SMALL_PAGES);
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).fulfilled).toBe(1);
  });

  it("counts what a webhook already told as known, and doubles nothing", async () => {
    shipOrders(stage, 1);
    await stage.set(SMALL_PAGES);
    const [event] = stage.account.events;
    if (event === undefined) throw new Error("the shipment made an event");
    await stage.test.adapter.inbox.record([webhookOf(event.body)]);
    await stage.interpretAll();
    expect(await stage.poll()).toBeNull();
    const { rows } = await stage.test.owner.query<{ via: string; decision: string }>(
      "SELECT via, decision FROM ledger_entry WHERE milestone = 'shipped' ORDER BY id",
    );
    expect(rows.filter(({ decision }) => decision === "advanced")).toEqual([
      { via: "webhook", decision: "advanced" },
    ]);
  });
});

function webhookOf(text: string) {
  const body = Buffer.from(text);
  return {
    id: stage.test.ids.next(),
    shopId: stage.shopId,
    sourceId: stage.sourceId,
    receivedAt: instantOf(Date.now()),
    via: "webhook",
    deduplicationKey: "id:evt",
    headers: { "content-type": "application/json" },
    query: "",
    body,
    bodyHash: body.subarray(0, 32),
    replayOf: null,
  } as const;
}

describe("an OMS whose clock is off", () => {
  it.each([
    ["ten minutes ahead", 600_000],
    ["ten minutes behind", -600_000],
  ])("loses nothing when it is %s, and the source's page says so", async (_name, offset) => {
    await stage.close();
    const time = machineTime(1);
    stage = await startPollingStage({
      time: { ...time, now: () => new Date(Date.now() + offset) },
    });
    await stage.set(SMALL_PAGES);
    for (let round = 1; round <= 3; round += 1) {
      shipOrders(stage, 6);
      expect(await stage.poll()).toBeNull();
      expect((await stage.counts()).fulfilled).toBe(6 * round);
    }
    const { clockAheadSeconds } = await stage.page();
    expect(Math.abs((clockAheadSeconds ?? 0) - offset / 1000)).toBeLessThan(60);
  });
});
