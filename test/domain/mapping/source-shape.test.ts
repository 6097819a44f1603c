import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantOf } from "../../../app/domain/instant.ts";
import { parseJson } from "../../../app/domain/mapping/document/parse-json.ts";
import { profileOf } from "../../../app/domain/mapping/lint/profile.ts";
import { withAccepted } from "../../../app/domain/mapping/lint/accept-drift.ts";
import { lookAt } from "../../../app/domain/mapping/lint/look-at.ts";
import {
  MESSAGES_LEARNT,
  NO_SHAPE,
  type SourceShape,
} from "../../../app/domain/mapping/lint/source-shape.ts";

interface Order {
  readonly [name: string]: unknown;
}

const USUAL: Order = { order_id: "7", status: "shipped", lines: [{ sku: "A", quantity: 1 }] };

let minute = 0;

function after(shape: SourceShape, ...payloads: readonly Order[]): SourceShape {
  return payloads.reduce((before: SourceShape, payload) => {
    minute += 1;
    const document = parseJson(JSON.stringify(payload));
    if (!("root" in document)) throw new Error(document.detail);
    const at = instantOf(Date.UTC(2026, 10, 21, 12, minute));
    return lookAt(before, { profile: profileOf(document), at, messageId: `m${String(minute)}` });
  }, shape);
}

const times = (count: number, payload: Order) => Array.from({ length: count }, () => payload);
const learnt = after(NO_SHAPE, ...times(MESSAGES_LEARNT, USUAL));
const told = ({ drifts }: SourceShape) =>
  drifts.map(({ kind, at, to, messages }) => [kind, at, to, messages]);

describe("S4: the shape of a source's messages over time", () => {
  it("is learnt from its first messages, and none of them is a drift", () => {
    expect(learnt).toMatchObject({ learnt: MESSAGES_LEARNT, looked: 0, drifts: [] });
    expect(after(learnt, ...times(5, USUAL)).drifts).toEqual([]);
  });

  it("tells at once that a name is written in another case, and counts the messages", () => {
    const { order_id: _, ...rest } = USUAL;
    const shape = after(learnt, ...times(2, { ...rest, orderId: "7" }));
    expect(told(shape)).toEqual([["casing", "$.order_id", "$.orderId", 2]]);
    expect(shape.drifts[0]?.messageId).toBe(`m${String(minute)}`);
  });

  it("tells a resembling name as renamed, and a new object once, without what is in it", () => {
    const { order_id: _, ...rest } = USUAL;
    const changed = { ...rest, order_id_v2: "7", buyer: { name: "x", tags: [1] } };
    expect(told(after(learnt, changed))).toEqual([
      ["renamed", "$.order_id", "$.order_id_v2", 1],
      ["added", "$.buyer", null, 1],
    ]);
  });

  it("tells a changed type, and not what is below it", () => {
    const shape = after(learnt, { ...USUAL, status: { code: "shipped" } });
    expect(told(shape)).toEqual([["type_changed", "$.status", null, 1]]);
    expect(shape.drifts[0]).toMatchObject({ before: ["text"], now: ["object"] });
  });

  it("tells that a field is gone once it is missing oftener than chance has it, since the first time", () => {
    const { status: _, ...rest } = USUAL;
    const twice = after(learnt, ...times(2, rest));
    expect(twice.drifts).toEqual([]);
    const since = instantOf(Date.UTC(2026, 10, 21, 12, minute - 1));
    const gone = after(twice, rest);
    expect(told(gone)).toEqual([["removed", "$.status", null, 3]]);
    expect(gone.drifts[0]).toMatchObject({ since });
    expect(after(gone, USUAL).drifts).toEqual([]);
  });

  it("does not miss a field soon that is there only now and then", () => {
    const half = [USUAL, { ...USUAL, note: "x" }];
    const shape = after(NO_SHAPE, ...times(MESSAGES_LEARNT / 2, {}).flatMap(() => half));
    expect(after(shape, ...times(9, USUAL)).drifts).toEqual([]);
    expect(told(after(shape, ...times(10, USUAL)))).toEqual([["removed", "$.note", null, 10]]);
  });

  it("says nothing of the elements of an empty list", () => {
    expect(after(learnt, ...times(9, { ...USUAL, lines: [] })).drifts).toEqual([]);
  });

  it("takes names that are data for one, and keeps none of them", () => {
    const byId = { ...USUAL, items: { "SKU-10023": 1, "anna@example.com": 2 } };
    const shape = after(NO_SHAPE, ...times(MESSAGES_LEARNT, byId));
    const other = { ...USUAL, items: { "SKU-20077": 1 } };
    expect(after(shape, other).drifts).toEqual([]);
    expect(JSON.stringify(shape)).not.toMatch(/10023|anna/);
  });

  it("is the new normal once it is accepted, with all that is in it", () => {
    const { order_id: _, ...rest } = USUAL;
    const changed = { ...rest, orderId: { value: "7" }, gift: { note: "x" } };
    const shape = after(learnt, ...times(3, changed));
    expect(shape.drifts).toHaveLength(2);
    const one = withAccepted(shape, "added $.gift");
    expect(told(one).map(([kind]) => kind)).toEqual(["casing"]);
    const all = withAccepted(shape, null);
    expect(all.drifts).toEqual([]);
    expect(after(all, ...times(3, changed)).drifts).toEqual([]);
    expect(told(after(all, ...times(3, USUAL))).length).toBeGreaterThan(0);
  });

  it("whatever comes: is quiet after everything was accepted and comes again", () => {
    const payload = fc.dictionary(
      fc.constantFrom("a", "b", "order_id", "orderId", "lines", "c"),
      fc.oneof(
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.array(fc.record({ sku: fc.string() })),
        fc.dictionary(fc.constantFrom("x", "y"), fc.integer()),
      ),
    );
    fc.assert(
      fc.property(payload, payload, (first, second) => {
        const shape = after(NO_SHAPE, ...times(MESSAGES_LEARNT, first));
        let accepted = withAccepted(after(shape, ...times(3, second)), null);
        // What was hidden below a drift shows once that is accepted.
        for (let n = 0; n < 5; n += 1) {
          accepted = withAccepted(after(accepted, ...times(3, second)), null);
        }
        expect(after(accepted, second).drifts).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});
