import { describe, expect, it } from "vitest";

import { parseJson } from "../../../app/domain/mapping/document/parse-json.ts";
import { guessMilestone } from "../../../app/domain/mapping/lint/guess-milestone.ts";
import { lint } from "../../../app/domain/mapping/lint/lint.ts";
import {
  driftBetween,
  mergeProfiles,
  profileOf,
} from "../../../app/domain/mapping/lint/profile.ts";
import { findPreset } from "../../../app/domain/mapping/presets/index.ts";
import { payload } from "./interpreting.ts";

const generic = findPreset("generic-json");
if (generic === null) throw new Error("no generic preset");
const SAMPLE = generic.sample.body;

/** Lints the generic sample after a change of its text. */
function lintChanged(change: (text: string) => string) {
  return lint(payload(change(SAMPLE)), generic ?? { mapping: undefined as never, statusMap: {} });
}

function profile(text: string) {
  const document = parseJson(text);
  if (!("root" in document)) throw new Error(document.detail);
  return profileOf(document);
}

describe("S4: linting a payload against its mapping", () => {
  it("finds nothing where they fit", () => {
    expect(lintChanged((text) => text)).toEqual([]);
  });

  it("proposes the same words in another case", () => {
    expect(lintChanged((text) => text.replace("tracking_number", "trackingNumber"))).toEqual([
      expect.objectContaining({
        kind: "casing",
        field: "tracking_number",
        proposal: { change: "path", from: "$.tracking_number", to: "$.trackingNumber" },
      }),
    ]);
  });

  it("proposes them in a step on the way, too", () => {
    const findings = lintChanged((text) => text.replace('"shipment":', '"Shipment":'));
    expect(findings.map(({ proposal }) => proposal)).toContainEqual({
      change: "path",
      from: "$.shipment.id",
      to: "$.Shipment.id",
    });
  });

  it.each([
    [
      "renamed",
      (text: string) => text.replace('"occurred_at"', '"occurred_at_utc"'),
      "$.occurred_at_utc",
    ],
    [
      "moved",
      (text: string) => text.replace('"event_id":"evt-20260114-0007"', '"meta":{"event_id":"e"}'),
      "$.meta.event_id",
    ],
  ])("proposes a %s name", (kind, change, to) => {
    expect(lintChanged(change)).toEqual([
      expect.objectContaining({
        kind,
        weight: "should",
        proposal: expect.objectContaining({ to }) as object,
      }),
    ]);
  });

  it("proposes, of several places, the one that has a value, and none that is read already", () => {
    const text = SAMPLE.replace('"order":', '"Order":');
    const [finding] = lint(payload(text), generic);
    expect(finding?.proposal).toMatchObject({ from: "$.order.name", to: "$.Order.name" });
    const order = [
      ...generic.mapping.order,
      { kind: "name", from: "item", path: "$.Order.x" },
    ] as const;
    const mapping = { ...generic.mapping, order: [...order] };
    const without = text.replace('"name":"#1001"', '"x":null').replace('"id":"7001",', "");
    expect(lint(payload(without), { ...generic, mapping })[0]?.proposal).toMatchObject({
      to: "$.Order.shopify_order_id",
    });
  });

  it("names a node that is missing, as a must where the update needs it", () => {
    expect(lintChanged((text) => text.replace('"status":"shipped",', ""))).toEqual([
      expect.objectContaining({
        kind: "missing_node",
        weight: "must",
        field: "status",
        proposal: null,
      }),
    ]);
  });

  it("notices a value that became a list's place, or an object", () => {
    const findings = lintChanged((text) =>
      text.replace('[{"sku":"MUG-BLUE","quantity":2}]', '{"sku":"MUG-BLUE","quantity":2}'),
    );
    expect(
      findings.some(({ kind, field }) => kind === "type_changed" && field === "quantity"),
    ).toBe(true);
    expect(
      lintChanged((text) => text.replace('"status":"shipped"', '"status":{"code":"shipped"}')),
    ).toContainEqual(
      expect.objectContaining({ kind: "type_changed", field: "status", weight: "must" }),
    );
  });

  it("proposes a milestone for a status that is new", () => {
    expect(
      lintChanged((text) =>
        text.replace('"status":"shipped"', '"status":"Handed over to courier"'),
      ),
    ).toEqual([
      expect.objectContaining({
        kind: "new_status",
        proposal: { change: "status", status: "Handed over to courier", milestone: "shipped" },
      }),
    ]);
  });

  it("says why a payload cannot be read at all", () => {
    expect(lintChanged(() => "<html>")).toEqual([
      expect.objectContaining({ kind: "unreadable", weight: "must" }),
    ]);
  });

  it("does not judge an empty list", () => {
    expect(lintChanged((text) => text.replace(/"packages":\[.*?\]/, '"packages":[]'))).toEqual([]);
  });
});

describe("guessing a milestone", () => {
  it.each([
    ["Out-For-Delivery", "out_for_delivery"],
    ["PARTIALLY SHIPPED", "shipped"],
    ["Delivered to neighbour", "delivered"],
    ["Undeliverable", "delivery_failed"],
    ["Returned to sender", "returned"],
    ["Voided", "cancelled"],
    ["On hold (payment)", "on_hold"],
    ["Picking", "processing"],
    ["Zugestellt", "delivered"],
    ["Blorp", null],
  ])("reads %s as %s", (status, milestone) => {
    expect(guessMilestone(status, {})).toBe(milestone);
  });

  it("trusts what the merchant has mapped before", () => {
    expect(guessMilestone("ShippedOut", { shipped_out: "ignore" })).toBe("ignore");
  });
});

describe("S4: drift of a source over time", () => {
  const usual = mergeProfiles(
    profile('{"id":1,"items":[{"sku":"a"}],"note":"x"}'),
    profile('{"id":2,"items":[],"note":null}'),
  );

  it("is none while payloads look as usual", () => {
    expect(driftBetween(usual, profile('{"id":3,"items":[],"note":null}'))).toEqual([]);
  });

  it("tells what was added, removed, or changed its type", () => {
    expect(driftBetween(usual, profile('{"id":"3","items":{"sku":"a"},"extra":true}'))).toEqual([
      { kind: "added", at: "$.extra", before: [], now: ["boolean"] },
      { kind: "type_changed", at: "$.id", before: ["number"], now: ["text"] },
      { kind: "type_changed", at: "$.items", before: ["list"], now: ["object"] },
      { kind: "added", at: "$.items.sku", before: [], now: ["text"] },
      { kind: "removed", at: "$.note", before: ["null", "text"], now: [] },
    ]);
  });

  it("keeps no value of a payload", () => {
    expect(JSON.stringify(profile('{"name":"canary"}'))).not.toContain("canary");
  });
});
