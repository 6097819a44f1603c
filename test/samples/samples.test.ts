import { describe, expect, it } from "vitest";

import { interpret } from "../../app/domain/mapping/interpret.ts";
import type { Payload } from "../../app/domain/mapping/interpret.ts";
import { mappingOf } from "./mapping-of.ts";
import { QUERIES, readSamples, SAMPLES, WARNINGS } from "./sample.ts";
import { seenIn, wanted } from "./seen.ts";

const samples = readSamples();
const THIN = "shipstation_v1_ship_notify";

function payload(name: string, body: Uint8Array): Payload {
  return { body, headers: {}, query: QUERIES[name] ?? "" };
}

describe.skipIf(samples.length === 0)(`real payloads (skipped where ${SAMPLES} is absent)`, () => {
  it.each(
    samples.filter(({ name }) => name !== THIN).map((sample) => [sample.name, sample] as const),
  )("%s gives what a right mapping reads from it", (name, { body, expected }) => {
    const { mapping, statusMap } = mappingOf(name);
    const { updates, problems } = interpret(payload(name, body), mapping, statusMap);
    const seen = seenIn(updates);
    const zone = mapping.zone ?? "UTC";
    expect(seen).toEqual(expected.map((one, index) => wanted(one, seen[index], zone)));
    expect(problems.map(({ code }) => code)).toEqual(WARNINGS[name] ?? []);
  });

  it(`${THIN} asks for the shipments with their items, from ShipStation only`, () => {
    const { mapping, statusMap } = mappingOf(THIN);
    const sample = samples.find(({ name }) => name === THIN);
    const { updates, problems, fetches } = interpret(
      payload(THIN, sample?.body ?? new Uint8Array()),
      mapping,
      statusMap,
    );
    expect({ updates, problems }).toEqual({ updates: [], problems: [] });
    expect(fetches).toEqual([
      "https://ssapi6.shipstation.com/shipments?batchId=190671332&includeShipmentItems=True",
    ]);
  });

  it("reads what the thin webhook has fetched by the fields of the same mapping", () => {
    const { mapping, statusMap } = mappingOf(THIN);
    const fetched = samples.find(({ name }) => name === "shipstation_v1_list_shipments");
    const { updates } = interpret(
      { ...payload(THIN, fetched?.body ?? new Uint8Array()), isFetched: true },
      mapping,
      statusMap,
    );
    expect(updates).toHaveLength(1);
  });
});
