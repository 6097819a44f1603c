import { describe, expect, it } from "vitest";
import { alertRulesSchema, DEFAULT_ALERT_RULES } from "../../../app/domain/alerting/alert-rules.ts";
import { alertText } from "../../../app/domain/alerting/alert-text.ts";
import { placeOf } from "../../../app/domain/alerting/condition.ts";
import { evaluate } from "../../../app/domain/alerting/evaluate.ts";
import { incidentChanges } from "../../../app/domain/alerting/incidents.ts";
import type {
  PollingSignal,
  Signals,
  SourceSignal,
  SubscriberSignal,
} from "../../../app/domain/alerting/signals.ts";
import { instantOf, plusSeconds } from "../../../app/domain/instant.ts";

const NOW = instantOf(Date.UTC(2026, 10, 21, 12));
const HOUR = 3600;
const QUIET: Signals = {
  now: NOW,
  sources: [],
  quarantined: [],
  dead: [],
  waiting: [],
  polling: [],
  queues: [],
  discrepancies: [],
  answers: [],
  subscribers: [],
};

/** A subscriber that answers. */
const PORTAL: SubscriberSignal = {
  subscriberId: "b1",
  subscriberName: "Portal",
  givenUp: 0,
  givenUpSince: null,
  waitingSince: null,
  status: null,
};

/** A source that sends all day and rests for eight hours at night. */
function source(part: Partial<SourceSignal> = {}): SourceSignal {
  return {
    sourceId: "s1",
    sourceName: "Main OMS",
    lastMessageAt: plusSeconds(NOW, -60),
    busyHours: 112,
    longestQuietHours: 8,
    refusedInARow: 0,
    ...part,
  };
}

const silentFor = (hours: number, part: Partial<SourceSignal> = {}) =>
  evaluate(
    { ...QUIET, sources: [source({ lastMessageAt: plusSeconds(NOW, -hours * HOUR), ...part })] },
    DEFAULT_ALERT_RULES,
  );

describe("S71: a condition that needs a person", () => {
  it("is none while all goes as it should", () => {
    expect(evaluate({ ...QUIET, sources: [source()] }, DEFAULT_ALERT_RULES)).toEqual([]);
  });

  it("is a silence that is longer than the source's own nights, and no night", () => {
    expect(silentFor(9)).toEqual([]);
    expect(silentFor(15)).toMatchObject([{ kind: "source_silent", expectedHours: 14 }]);
  });

  it("is no silence of a source without a habit, or that never sent anything", () => {
    expect(silentFor(100, { busyHours: 3 })).toEqual([]);
    expect(silentFor(100, { lastMessageAt: null })).toEqual([]);
  });

  it("is a silence longer than the merchant's own hours", () => {
    const rules = { ...DEFAULT_ALERT_RULES, source_silent: { isOn: true, after: 2 } };
    const silent = source({ lastMessageAt: plusSeconds(NOW, -3 * HOUR), busyHours: 0 });
    expect(evaluate({ ...QUIET, sources: [silent] }, rules)).toHaveLength(1);
  });

  it("is a row of refused signatures", () => {
    const refused = (refusedInARow: number) =>
      evaluate({ ...QUIET, sources: [source({ refusedInARow })] }, DEFAULT_ALERT_RULES);
    expect(refused(4)).toEqual([]);
    expect(refused(5)).toMatchObject([{ kind: "signature_refused", count: 5 }]);
  });

  it("is more quarantined messages than allowed, of all causes together, named by the commonest", () => {
    const stuck = (counts: readonly number[]) => ({
      ...QUIET,
      quarantined: counts.map((count, index) => ({
        code: `cause_${String(index)}`,
        count,
        orders: ["#1001"],
      })),
    });
    expect(evaluate(stuck([5, 5]), DEFAULT_ALERT_RULES)).toEqual([]);
    expect(evaluate(stuck([5, 6]), DEFAULT_ALERT_RULES)).toEqual([
      { kind: "messages_quarantined", count: 11, code: "cause_1", orders: ["#1001"] },
    ]);
  });

  it("is any dead message, and whatever waits too long", () => {
    const stuck = { code: "waiting_for_tracking", count: 2, orders: ["#7"] };
    const signals = { ...QUIET, dead: [stuck], waiting: [{ ...stuck, since: NOW }] };
    expect(evaluate(signals, DEFAULT_ALERT_RULES).map(({ kind }) => kind)).toEqual([
      "messages_dead",
      "orders_waiting",
    ]);
  });

  it("is nothing that its rule is off for", () => {
    const off = {
      source_silent: { isOn: false, after: "usual" },
      signature_refused: { isOn: false, inARow: 1 },
      messages_quarantined: { isOn: false, moreThan: 0 },
      messages_dead: { isOn: false },
      orders_waiting: { isOn: false, hours: 1 },
      polling_stalled: { isOn: false },
      queue_failing: { isOn: false },
      discrepancies_open: { isOn: false },
      answers_slow: { isOn: false, timeoutSeconds: 1 },
      subscriber_unreachable: { isOn: false, inARow: 1 },
    } as const;
    const stuck = { code: "x", count: 99, orders: [], since: NOW };
    const signals = {
      ...QUIET,
      sources: [source({ refusedInARow: 20, lastMessageAt: plusSeconds(NOW, -999 * HOUR) })],
      quarantined: [stuck],
      dead: [stuck],
      waiting: [stuck],
      subscribers: [{ ...PORTAL, givenUp: 99 }],
    };
    expect(evaluate(signals, off)).toEqual([]);
  });
});

describe("an incident", () => {
  const dead = (count: number, code = "shopify_refused") =>
    ({ kind: "messages_dead", code, count, orders: [] }) as const;

  it("is opened once, follows its facts, and is closed by nothing but its evidence", () => {
    expect(incidentChanges([], [dead(1)]).opened).toEqual([dead(1)]);
    const open = [{ id: "i1", condition: dead(1) }];
    expect(incidentChanges(open, [dead(1)])).toEqual({ opened: [], changed: [], closed: [] });
    expect(incidentChanges(open, [dead(2)]).changed).toEqual([{ id: "i1", condition: dead(2) }]);
    expect(incidentChanges(open, []).closed).toEqual(open);
  });

  it("of another cause is another one", () => {
    const open = [{ id: "i1", condition: dead(1) }];
    const { opened, closed } = incidentChanges(open, [dead(1, "other")]);
    expect([opened.length, closed.length]).toEqual([1, 1]);
  });
});

describe("an alert's text", () => {
  const waiting = {
    kind: "orders_waiting",
    code: "waiting_for_tracking",
    count: 2,
    since: NOW,
    orders: ["#1001", "#1002"],
  } as const;

  it.each(["en", "de"] as const)("names zone, cause, orders and what to do (%s)", (language) => {
    const { title, lines } = alertText(waiting, "opened", { language, time: () => "12:00" });
    expect(title).toContain("2");
    expect(lines[0]).toMatch(/^Zone: /);
    expect(lines.join(" ")).toContain("waiting for tracking");
    expect(lines.join(" ")).toContain("#1001, #1002");
    expect(lines.at(-1)).toMatch(/\.$/);
  });
});

describe("S19: a source that nearly stops waiting", () => {
  const answered = (seconds: number, timeoutSeconds = 10) =>
    evaluate(
      { ...QUIET, answers: [{ sourceId: "s1", sourceName: "Main OMS", seconds }] },
      { ...DEFAULT_ALERT_RULES, answers_slow: { isOn: true, timeoutSeconds } },
    );

  it("is told at four fifths of its timeout, before it gives up and sends again", () => {
    expect(answered(7.9)).toEqual([]);
    expect(answered(8)).toMatchObject([
      { kind: "answers_slow", sourceId: "s1", seconds: 8, timeoutSeconds: 10 },
    ]);
    expect(answered(8, 30)).toEqual([]);
  });

  it("is told with the figures and what to do, in both languages", () => {
    const [condition] = answered(9);
    if (condition === undefined) throw new Error("it is slow");
    for (const language of ["en", "de"] as const) {
      const { title, lines } = alertText(condition, "opened", { language, time: () => "today" });
      expect(title).toContain("Main OMS");
      expect(lines.join(" ")).toContain("9.0 s");
      expect(lines).toHaveLength(3);
    }
  });
});

describe("S71: a subscriber that cannot be reached", () => {
  const seen = (part: Partial<SubscriberSignal>) =>
    evaluate({ ...QUIET, subscribers: [{ ...PORTAL, ...part }] }, DEFAULT_ALERT_RULES);
  const since = plusSeconds(NOW, -60);

  it("is told when several events were given up one after the other", () => {
    expect(seen({ givenUp: 2, givenUpSince: since, status: 503 })).toEqual([]);
    expect(seen({ givenUp: 3, givenUpSince: since, status: 503 })).toEqual([
      {
        kind: "subscriber_unreachable",
        ...{ subscriberId: "b1", subscriberName: "Portal" },
        ...{ givenUp: 3, givenUpSince: since, lateSince: null, status: 503 },
      },
    ]);
  });

  it("is told when an event has been on its way for a quarter of an hour", () => {
    expect(seen({ waitingSince: plusSeconds(NOW, -900) })).toEqual([]);
    const lateSince = plusSeconds(NOW, -901);
    expect(seen({ waitingSince: lateSince })).toMatchObject([{ givenUp: 0, lateSince }]);
  });

  it("is told with the figures, the way to it and what to do, in both languages", () => {
    const [condition] = seen({ givenUp: 4, givenUpSince: since });
    if (condition === undefined) throw new Error("it cannot be reached");
    expect(placeOf(condition)).toBe("/settings/subscribers/b1");
    for (const language of ["en", "de"] as const) {
      const { title, lines } = alertText(condition, "opened", { language, time: () => "today" });
      expect(title).toContain("Portal");
      expect(lines[1]).toContain("4");
      expect(lines.at(-1)).toMatch(/\.$/);
    }
  });
});

describe("S45: orders that do not come through", () => {
  const found = {
    code: "retries_exhausted",
    zone: "delivery",
    owner: "source",
    count: 2,
    since: NOW,
    orders: ["#1001", "#1002"],
  } as const;

  it("are told with their zone and who mends it (S7)", () => {
    const [condition, ...more] = evaluate(
      { ...QUIET, discrepancies: [found] },
      DEFAULT_ALERT_RULES,
    );
    if (condition === undefined) throw new Error("they stand open");
    expect(more).toEqual([]);
    expect(placeOf(condition)).toBe("/diagnosis?zone=delivery");
    const time = () => "today";
    const { lines } = alertText(condition, "opened", { language: "en", time });
    expect(lines).toEqual([
      "Zone: delivery. What is sent is not accepted.",
      "Cause: retries exhausted.",
      "The first has waited since today.",
      "Who mends it: the source's administrator.",
      "Orders: #1001, #1002.",
      "Open the diagnosis: it has the evidence of each order and what to do.",
    ]);
  });
});

describe("S44: the second path of a source", () => {
  const polling = {
    sourceId: "s1",
    sourceName: "Main OMS",
    state: "on",
    intervalSeconds: 900,
    succeededAt: plusSeconds(NOW, -600),
    aliveAt: plusSeconds(NOW, -600),
    waiting: 0,
  } as const satisfies PollingSignal;
  const seen = (part: Partial<PollingSignal>) =>
    evaluate({ ...QUIET, polling: [{ ...polling, ...part }] }, DEFAULT_ALERT_RULES);

  it("is no matter while polls succeed, or have not failed for two intervals yet", () => {
    expect(seen({})).toEqual([]);
    expect(seen({ aliveAt: plusSeconds(NOW, -1_800) })).toEqual([]);
  });

  it("is said to heal nothing when no poll succeeded for two intervals", () => {
    const since = plusSeconds(NOW, -1_801);
    expect(seen({ succeededAt: since, aliveAt: since })).toEqual([
      {
        kind: "polling_stalled",
        ...{ sourceId: "s1", sourceName: "Main OMS" },
        ...{ state: "failing", since, waiting: 0 },
      },
    ]);
  });

  it("is said to heal nothing as soon as it is stopped, and when it is off while orders wait", () => {
    expect(seen({ state: "paused" })).toMatchObject([{ state: "paused" }]);
    expect(seen({ state: "off", succeededAt: null, aliveAt: null })).toEqual([]);
    expect(seen({ state: "off", waiting: 2 })).toMatchObject([{ state: "off", waiting: 2 }]);
  });

  it("is told in both languages, with what to do", () => {
    const [condition] = seen({ state: "paused", waiting: 1 });
    if (condition === undefined) throw new Error("it is stalled");
    const time = () => "today";
    for (const language of ["en", "de"] as const) {
      const { title, lines } = alertText(condition, "opened", { language, time });
      expect(title).toContain("Main OMS");
      expect(lines).toHaveLength(5);
    }
  });

  it("is watched also where the rules were saved before there was this one", () => {
    const {
      polling_stalled: _later,
      discrepancies_open: _too,
      answers_slow: _also,
      subscriber_unreachable: _last,
      ...before
    } = DEFAULT_ALERT_RULES;
    expect(alertRulesSchema.parse(before)).toEqual(DEFAULT_ALERT_RULES);
  });
});

describe("S65: a message queue that cannot be read", () => {
  const failing = (seconds: number) =>
    evaluate(
      {
        ...QUIET,
        queues: [
          {
            sourceId: "s1",
            sourceName: "Main OMS",
            code: "access_denied",
            since: plusSeconds(NOW, -seconds),
          },
        ],
      },
      DEFAULT_ALERT_RULES,
    );

  it("is told of after ten minutes, and not of each short failure", () => {
    expect(failing(599)).toEqual([]);
    expect(failing(600)).toMatchObject([{ kind: "queue_failing", code: "access_denied" }]);
  });

  it("is told in both languages, with what to do and where", () => {
    const [condition] = failing(3600);
    if (condition === undefined) throw new Error("it fails");
    expect(placeOf(condition)).toBe("/sources/s1/queue");
    for (const language of ["en", "de"] as const) {
      const { title, lines } = alertText(condition, "opened", { language, time: () => "today" });
      expect(title).toContain("Main OMS");
      expect(lines.join(" ")).toContain("today");
    }
  });
});
