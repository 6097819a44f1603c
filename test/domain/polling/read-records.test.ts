import { describe, expect, it } from "vitest";

import { readRecords } from "../../../app/domain/polling/read-records.ts";
import { graphqlShop, simulatedOms } from "./definitions.ts";
import type { PollerDefinition } from "../../../app/domain/polling/definition/poller-schema.ts";

function read(definition: PollerDefinition, body: string, path?: string) {
  const [first] = definition.feeds;
  if (first === undefined) throw new Error("the definition has a feed");
  const page = {
    outcome: "answered",
    status: 200,
    headers: { "content-type": "application/json" },
    body: new TextEncoder().encode(body),
  } as const;
  return readRecords(page, { definition, feed: first, path });
}

describe("the records of an answer", () => {
  it("are told from an answer of another shape, which would be read past for ever", () => {
    expect(read(simulatedOms, `{"orders":[]}`)).toMatchObject({ count: 0 });
    expect(read(simulatedOms, `{"orders":null}`)).toMatchObject({ count: 0 });
    expect(read(simulatedOms, `{"data":{"orders":[]}}`)).toMatchObject({
      problem: { code: "records_missing" },
    });
    expect(read(simulatedOms, `{"events":[]}`, "$.events[*].payload")).toMatchObject({ count: 0 });
  });

  it("are the same whatever the order of their members, and keep long numbers", () => {
    const record = (text: string) => {
      const page = read(simulatedOms, `{"orders":[${text}]}`);
      return "problem" in page ? null : page.records[0]?.canonical;
    };
    const one = record(
      `{"id":"1","total":12345678901234567890,"updated_at":"2026-11-21T08:00:00.000Z"}`,
    );
    expect(one).toContain("12345678901234567890");
    expect(
      record(`{"updated_at":"2026-11-21T08:00:00.000Z","total":12345678901234567890,"id":"1"}`),
    ).toBe(one);
  });

  it("stand alone in the answer for a mapping that reads whole answers", () => {
    const item = (id: number) =>
      `{"id":"${String(id)}","updatedAt":"2026-11-21T08:00:00.000Z","state":"Shipped"}`;
    const page = read(
      graphqlShop,
      `{"data":{"orders":{"totalItems":2,"items":[${item(1)},${item(2)}]}}}`,
    );
    if ("problem" in page) throw new Error(page.problem.detail);
    expect(page.records.map(({ canonical }) => JSON.parse(canonical) as unknown)).toMatchObject([
      { data: { orders: { totalItems: 2, items: [{ id: "1" }] } } },
      { data: { orders: { totalItems: 2, items: [{ id: "2" }] } } },
    ]);
    expect(page.records.map(({ isEnded }) => isEnded)).toEqual([false, false]);
  });

  it("are kept where one of them has no readable time, and refused where none has", () => {
    const good = `{"id":"1","updated_at":"2026-11-21T08:00:00.000Z"}`;
    expect(read(simulatedOms, `{"orders":[${good},{"id":"2","updated_at":"soon"}]}`)).toMatchObject(
      {
        count: 2,
      },
    );
    expect(read(simulatedOms, `{"orders":[{"id":"2","updated_at":"soon"}]}`)).toMatchObject({
      problem: { code: "time_unreadable" },
    });
  });
});
