import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Instant } from "../../../app/domain/instant.ts";
import { namedStatuses } from "../../../app/domain/mapping/seen-status.ts";
import {
  edited,
  inverseOf,
  isAdditive,
  matching,
  newStatusError,
  NO_EDITS,
  rowsOf,
  type StatusEdits,
  statusLines,
  type UsedStatus,
  withEdits,
} from "../../../app/domain/mapping/status-lines.ts";
import { MEANINGS, statusMapOf, type StatusRow } from "../../../app/domain/mapping/status-rows.ts";

const AT = "2026-11-21T10:00:00.000Z" as Instant;

function used(name: string, stopped: number, messages = 5): UsedStatus {
  const stoppedSince = stopped === 0 ? null : AT;
  const use = { messages, stopped, stoppedSince, firstSeenAt: AT, lastSeenAt: AT, messageId: "m" };
  return { name, written: name.toUpperCase(), ...use };
}

const LINES = statusLines({ shipped: "shipped", " Draft": "ignore", lost: "delivery_failed" }, [
  used("shipped", 0),
  used("weighed", 2),
  used("handed over", 40),
]);

describe("the statuses of a source", () => {
  it("come unmapped first, the one that stops most on top, then in the order of an order's life", () => {
    expect(LINES.map(({ status, meaning }) => [status, meaning])).toEqual([
      ["HANDED OVER", ""],
      ["WEIGHED", ""],
      ["SHIPPED", "shipped"],
      ["lost", "delivery_failed"],
      ["draft", "ignore"],
    ]);
  });

  it("are seen once a message, whatever their capitals and spaces", () => {
    const seen = ["Shipped", " shipped", "SHIPPED  ", "in  Transit", "", "x".repeat(201)];
    const named = namedStatuses(seen.map((status) => ({ status, meaning: null })));
    expect(named.map(({ name, status }) => [name, status])).toEqual([
      ["in transit", "in  Transit"],
      ["shipped", "Shipped"],
    ]);
  });

  it("are found by a part of their name, in any case", () => {
    const find = (query: string, view: "all" | "unmapped" | "unused") =>
      matching(LINES, { query, view }).map(({ name }) => name);
    expect(find("SHIP", "all")).toEqual(["shipped"]);
    expect(find("", "unmapped")).toEqual(["handed over", "weighed"]);
    expect(find("", "unused")).toEqual(["lost", "draft"]);
  });
});

describe("editing a status map", () => {
  const choose = (status: string, meaning: StatusRow["meaning"], edits: StatusEdits = NO_EDITS) =>
    edited(LINES, edits, { status, meaning });

  it("forgets a change that is taken back by hand", () => {
    expect(choose("SHIPPED", "shipped", choose("Shipped", "delivered")).size).toBe(0);
  });

  it("puts a status that no message carried on top, and refuses it twice", () => {
    const lines = withEdits(LINES, choose("Packed", "processing"));
    expect(lines[0]).toMatchObject({ status: "Packed", meaning: "processing", isEdited: true });
    expect(newStatusError(lines, " PACKED ")).toBe("status_twice");
    expect(newStatusError(lines, "  ")).toBe("required");
    expect(newStatusError(lines, "x".repeat(201))).toBe("too_long");
    expect(newStatusError(lines, "weighed")).toBeNull();
  });

  it("tells what only adds from what changes an order's course", () => {
    expect(isAdditive(LINES, choose("weighed", "processing"))).toBe(true);
    expect(isAdditive(LINES, choose("shipped", "processing"))).toBe(false);
    expect(isAdditive(LINES, choose("shipped", ""))).toBe(false);
  });

  it("can be undone: publishing the inverse gives the map from before", () => {
    const meaning = fc.constantFrom<StatusRow["meaning"]>("", ...MEANINGS);
    const status = fc.constantFrom("shipped", "WEIGHED", "draft", "lost", "Packed", "new one");
    const rows = fc.array(fc.record({ status, meaning }), { maxLength: 8 });
    fc.assert(
      fc.property(rows, (changes) => {
        const edits = changes.reduce((before, row) => edited(LINES, before, row), NO_EDITS);
        const before = statusMapOf(rowsOf(LINES));
        const map = statusMapOf(rowsOf(withEdits(LINES, edits)));
        const after = statusLines(map, []);
        const back = statusMapOf(rowsOf(withEdits(after, inverseOf(LINES, edits))));
        expect(back).toEqual(before);
      }),
    );
  });
});
