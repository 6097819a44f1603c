import { describe, expect, it } from "vitest";
import { addProposal } from "../../../../app/domain/mapping/editing/add-proposal.ts";
import { interpret } from "../../../../app/domain/mapping/interpret.ts";
import { lint } from "../../../../app/domain/mapping/lint/lint.ts";
import { checkMappingFile } from "../../../../app/domain/mapping/mapping-file.ts";
import { genericJson } from "../../../../app/domain/mapping/presets/generic-json.ts";
import { payload } from "../interpreting.ts";

const SAMPLE = genericJson.sample.body;
const read = (body: string, file: Pick<typeof genericJson, "mapping" | "statusMap">) =>
  interpret(payload(body), file.mapping, file.statusMap).updates;

describe("S4: a proposed place", () => {
  it.each([
    ["a field", "tracking_number", "trackingNumber"],
    ["a step on the way", '"shipment":', '"Shipment":'],
    ["the order", '"order":', '"Order":'],
  ])("is read beside the old one: %s", (_what, old, now) => {
    const changed = SAMPLE.replaceAll(old, now);
    let file = { mapping: genericJson.mapping, statusMap: genericJson.statusMap };
    for (let round = 0; round < 5; round += 1) {
      for (const finding of lint(payload(changed), file)) file = addProposal(file, finding);
    }
    expect(checkMappingFile(file)).toHaveProperty("file");
    const isList = old === '"shipment":';
    expect(read(changed, file)).toEqual(read(SAMPLE, genericJson));
    // A list has one place only: what was in the old one is not read any more.
    if (!isList) expect(read(SAMPLE, file)).toEqual(read(SAMPLE, genericJson));
  });

  it("changes nothing where nothing is proposed", () => {
    const file = { mapping: genericJson.mapping, statusMap: genericJson.statusMap };
    expect(addProposal(file, { field: "status", proposal: null })).toEqual(file);
  });
});
