import { describe, expect, it } from "vitest";

import { interpret } from "../../../app/domain/mapping/interpret.ts";
import { checkMapping } from "../../../app/domain/mapping/mapping-file.ts";
import type { Mapping } from "../../../app/domain/mapping/mapping.ts";
import type { StatusMap } from "../../../app/domain/mapping/mapping-version.ts";
import { LABELLED_MESSAGES } from "./corpus/labelled-messages.ts";
import type { LabelledMessage } from "./corpus/labelled-messages.ts";
import { BARE, mapping, payload } from "./interpreting.ts";

const STATUSES: StatusMap = { shipped: "shipped", delivered: "delivered", picked_up: "picked_up" };

const FIELDS = {
  order: [{ kind: "name", from: "item", path: "$.order" }],
  status: [{ from: "item", path: "$.status" }],
  occurredAt: [{ from: "item", path: "$.at" }],
  shipment: {
    location: [{ from: "item", path: "$.warehouse" }],
    packages: [
      {
        number: [{ from: "item", path: "$.number" }],
        carrier: [{ from: "item", path: "$.carrier" }],
      },
    ],
    lines: [
      {
        forEach: ["$.lines[*]"],
        sku: [{ from: "item", path: "$.sku" }],
        quantity: [{ from: "item", path: "$.quantity" }],
      },
    ],
  },
};

const PARCEL_NUMBER = "^(?:1Z[0-9A-Z]{16}|JJD[0-9]{15,20})$";
const channel = (name: string) => ({ from: "item", path: "$.channel", equals: [name] });
const account = { from: "item", path: "$.account" };

/** What the web shop asks, asked of everybody: the one set of rules that systems usually have. */
const ONE_FOR_ALL = [
  {
    milestones: ["shipped"],
    require: ["tracking_number", "carrier", "occurred_at"],
    restrict: [
      { field: "carrier", oneOf: ["UPS", "DHL", "Letter"] },
      { field: "tracking_number", matches: PARCEL_NUMBER },
    ],
  },
];

/** The same wishes, each asked of its own channel or account. */
const BY_CHANNEL = [
  { ...ONE_FOR_ALL[0], name: "Web parcels", when: channel("web") },
  {
    name: "Outlet",
    when: channel("outlet"),
    require: ["lines"],
    restrict: [{ field: "tracking_number", matches: PARCEL_NUMBER }],
  },
  {
    name: "Marketplace",
    when: channel("marketplace"),
    restrict: [
      { field: "tracking_number", matches: "^TBA[0-9]{12}$" },
      { field: "sku", matches: "^MP-" },
    ],
  },
  {
    name: "Shops",
    when: channel("pos"),
    require: ["location"],
    restrict: [{ field: "location", oneOf: ["Berlin", "Paris"] }],
  },
  {
    name: "Our own lorry",
    when: [
      { from: "item", path: "$.channel", matches: "^b2b" },
      { ...account, equals: ["4711"] },
    ],
    payload: [{ from: "item", path: "$.gate", present: true }],
  },
  {
    name: "Forwarders",
    when: [
      { from: "item", path: "$.channel", matches: "^b2b" },
      { ...account, not: ["4711"] },
    ],
    require: ["carrier"],
  },
];

function judge(rules: readonly object[]) {
  const own = mapping({ ...FIELDS, rules } as object);
  const isRefused = ({ payload: message }: LabelledMessage) =>
    interpret(payload(JSON.stringify(message)), own, STATUSES).updates.length === 0;
  const wrongly = (label: LabelledMessage["label"], refused: boolean) =>
    LABELLED_MESSAGES.filter(
      (message) => message.label === label && isRefused(message) === refused,
    ).map(({ why }) => why);
  return { refusedThoughRight: wrongly("right", true), takenThoughWrong: wrongly("wrong", false) };
}

describe("S69: validation by channel and account, on a labelled corpus", () => {
  it("one set of rules for all refuses what is right and takes what is wrong", () => {
    const { refusedThoughRight, takenThoughWrong } = judge(ONE_FOR_ALL);
    expect(refusedThoughRight.length).toBeGreaterThanOrEqual(6);
    expect(takenThoughWrong.length).toBeGreaterThanOrEqual(2);
  });

  it("rules of each channel refuse nothing that is right, and take nothing that is wrong", () => {
    expect(judge(BY_CHANNEL)).toEqual({ refusedThoughRight: [], takenThoughWrong: [] });
  });

  it("a rule more for one channel changes nothing for the others", () => {
    const strict = { when: channel("outlet"), require: ["tracking_number", "version", "event_id"] };
    const before = judge(BY_CHANNEL);
    const after = judge([...BY_CHANNEL, strict]);
    const outlet = LABELLED_MESSAGES.filter(({ payload: one }) => one.channel === "outlet");
    expect(after.takenThoughWrong).toEqual(before.takenThoughWrong);
    expect(after.refusedThoughRight).toEqual(
      outlet.filter(({ label }) => label === "right").map(({ why }) => why),
    );
  });
});

describe("S69: a message that breaks a rule", () => {
  const read = (rules: readonly object[], message: object) =>
    interpret(
      payload(JSON.stringify({ order: "#1", status: "shipped", ...message })),
      mapping({ ...FIELDS, rules } as object),
      STATUSES,
    );

  it("is told which rule, which field, which value and what is allowed", () => {
    const rules = [{ name: "Parcels", restrict: [{ field: "carrier", oneOf: ["UPS", "DHL"] }] }];
    const { problems } = read(rules, { carrier: "Uncle Bob" });
    expect(problems).toEqual([
      {
        severity: "error",
        code: "value_not_allowed",
        field: "carrier",
        at: "$",
        detail: 'The rule "Parcels" does not allow the carrier "Uncle Bob"; allowed are UPS, DHL.',
        value: "Uncle Bob",
      },
    ]);
  });

  it("is told what the payload lacks, and where", () => {
    const rules = [{ payload: [{ from: "item", path: "$.gate", matches: "^[0-9]+$" }] }];
    expect(read(rules, { gate: "north" }).problems).toMatchObject([
      { field: "rules", at: "$.gate", detail: expect.stringContaining("$.gate matches") as string },
    ]);
    expect(read(rules, { gate: "7" }).problems).toEqual([]);
  });

  it("goes on with a warning where the rule only warns", () => {
    const rules = [{ require: ["carrier"], otherwise: "warn" }];
    const { updates, problems } = read(rules, {});
    expect(updates).toHaveLength(1);
    expect(problems).toMatchObject([{ severity: "warning", code: "missing_field" }]);
  });

  it("is judged by every value of the field", () => {
    const rules = [{ restrict: [{ field: "quantity", matches: "^[1-9]$" }] }];
    const lines = [
      { sku: "A", quantity: 1 },
      { sku: "B", quantity: 12 },
    ];
    expect(read(rules, { lines }).problems).toMatchObject([{ value: "12" }]);
  });
});

describe("rules are refused when they are saved", () => {
  it.each([
    ["that ask for nothing", { when: channel("web") }],
    ["with a restriction that allows everything", { restrict: [{ field: "carrier" }] }],
    ["with a pattern that is none", { restrict: [{ field: "carrier", matches: "(a" }] }],
    ["with a look-ahead", { payload: [{ from: "item", path: "$.a", matches: "(?=a)b" }] }],
    ["on a field that there is not", { restrict: [{ field: "colour", oneOf: ["red"] }] }],
    ["for a milestone that there is not", { milestones: ["sent"], require: ["lines"] }],
  ])("%s", (_name, rule) => {
    expect(checkMapping({ ...BARE, rules: [rule] })).toHaveProperty("problems");
  });

  it("and the language knows them whole", () => {
    const checked = checkMapping({ ...BARE, rules: BY_CHANNEL });
    const own: Mapping | null = "mapping" in checked ? checked.mapping : null;
    expect(own?.rules).toHaveLength(BY_CHANNEL.length);
  });
});
