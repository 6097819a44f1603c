import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyProposal } from "../../../../app/domain/mapping/editing/apply-proposal.ts";
import {
  checkDraft,
  emptyMapping,
  unfinishedFields,
} from "../../../../app/domain/mapping/editing/draft.ts";
import {
  addCandidate,
  moveCandidate,
  removeCandidate,
  setTransforms,
} from "../../../../app/domain/mapping/editing/edit-candidates.ts";
import { allFields, candidatesOf } from "../../../../app/domain/mapping/editing/field.ts";
import { tidyMapping } from "../../../../app/domain/mapping/editing/tidy.ts";
import { traceField } from "../../../../app/domain/mapping/editing/trace.ts";
import { lintDocument } from "../../../../app/domain/mapping/lint/lint.ts";
import { interpretDocument } from "../../../../app/domain/mapping/interpret.ts";
import { PRESETS } from "../../../../app/domain/mapping/presets/index.ts";
import { genericJson } from "../../../../app/domain/mapping/presets/generic-json.ts";
import { sampleOf } from "./samples.ts";

const FIXED = { from: "constant", value: "x" } as const;

describe.each(PRESETS.map((preset) => [preset.id, preset] as const))(
  "editing %s",
  (_id, preset) => {
    const { mapping, statusMap } = preset;

    it("and changing nothing leaves it as it is", () => {
      expect(tidyMapping(mapping)).toEqual(mapping);
      expect(checkDraft({ mapping, statusMap })).toEqual({ draft: { mapping, statusMap } });
      expect(unfinishedFields(mapping)).toEqual([]);
    });

    it("forth and back leaves it as it was", () => {
      const fields = allFields(mapping);
      fc.assert(
        fc.property(fc.constantFrom(...fields), (field) => {
          const count = candidatesOf(mapping, field).length;
          const added = addCandidate(mapping, field, FIXED);
          const removed = removeCandidate(added, { field, candidate: count });
          expect(tidyMapping(removed)).toEqual(mapping);
          if (count < 1) return;
          const place = { field, candidate: count };
          const moved = moveCandidate(
            moveCandidate(added, place, -1),
            { field, candidate: count - 1 },
            1,
          );
          expect(moved).toEqual(added);
          const trimmed = setTransforms(added, place, [{ do: "trim" }]);
          expect(setTransforms(trimmed, place, [])).toEqual(added);
        }),
        { numRuns: fields.length * 2 },
      );
    });

    it("shows what the worker reads from its sample", () => {
      const sample = sampleOf(preset.sample.body, mapping.format);
      const around = { headers: preset.sample.headers, query: preset.sample.query };
      const { updates } = interpretDocument(sample.document, around, { mapping, statusMap });
      const numbers = updates.flatMap(({ shipment }) =>
        (shipment?.packages ?? []).flatMap(({ number }) => (number === null ? [] : [number])),
      );
      const traced = allFields(mapping)
        .filter((field) => field.part === "package" && field.name === "number")
        .flatMap((field) => traceField({ ...sample, around }, mapping, field).values.flat());
      expect(traced).toEqual(expect.arrayContaining(numbers));
    });
  },
);

describe("an unfinished mapping", () => {
  it("may be saved, and says what is still to do", () => {
    const mapping = {
      ...emptyMapping("json"),
      shipment: { lines: [{ sku: [FIXED], quantity: [] }] },
    };
    expect(checkDraft({ mapping, statusMap: {} })).toEqual({ draft: { mapping, statusMap: {} } });
    expect(unfinishedFields(mapping).map(({ name }) => name)).toEqual([
      "order",
      "status",
      "quantity",
    ]);
  });

  it("is refused all the same where it is hostile", () => {
    const mapping = { ...emptyMapping("json"), eventId: [{ from: "item", path: "$..a..b" }] };
    expect(checkDraft({ mapping, statusMap: {} })).toMatchObject({
      problems: [{ at: "eventId[0].path" }],
    });
    expect(checkDraft({ mapping: [], statusMap: {} })).toHaveProperty("problems");
    expect(
      checkDraft({ mapping: emptyMapping("json"), statusMap: { x: "nonsense" } }),
    ).toHaveProperty("problems");
  });
});

describe("each step of a candidate", () => {
  it("is shown with what it leaves", () => {
    const field = { part: "update", name: "order" } as const;
    const mapping = setTransforms(
      addCandidate(emptyMapping("json"), field, { from: "item", path: "$.ref" }),
      { field, candidate: 0 },
      [{ do: "split", separator: "/" }, { do: "last" }, { do: "upper" }],
    );
    const [candidate] = traceField(sampleOf({ ref: "shop/a1" }), mapping, field).candidates;
    expect(candidate).toEqual({
      found: ["shop/a1"],
      steps: [["shop", "a1"], ["a1"], ["A1"]],
      texts: ["A1"],
      used: 1,
    });
  });
});

describe("S4: a proposal", () => {
  it("mends the field that it is about", () => {
    const text = genericJson.sample.body.replace('"occurred_at"', '"occurredAt"');
    const sample = sampleOf(text);
    const [casing] = lintDocument(sample.document, sample.around, genericJson).filter(
      ({ field }) => field === "occurredAt",
    );
    if (casing === undefined) throw new Error("nothing was found");
    const mended = applyProposal(genericJson, casing);
    expect(mended.mapping.occurredAt).toEqual([{ from: "item", path: "$.occurredAt" }]);
  });

  it("adds a new status to the map", () => {
    const sample = sampleOf(
      genericJson.sample.body.replace('"status":"shipped"', '"status":"In-Transit"'),
    );
    const [finding] = lintDocument(sample.document, sample.around, genericJson);
    if (finding === undefined) throw new Error("nothing was found");
    expect(applyProposal(genericJson, finding).statusMap).toHaveProperty(
      "in-transit",
      "in_transit",
    );
  });
});
