import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { PollerDefinition } from "../../../app/domain/polling/definition/poller-schema.ts";
import { simulatedOms } from "./definitions.ts";
import { PollingInMemory } from "./polling-in-memory.ts";
import { SourceInMemory } from "./source-in-memory.ts";
import type { Sorting } from "./source-in-memory.ts";

const [ordersFeed] = simulatedOms.feeds;
if (ordersFeed === undefined) throw new Error("the definition has a feed");

type Order = "ascending" | "descending" | "unknown";

/** The lists alone, without the second look at what is open, which would hide what they lose. */
function listsOnly(order: Order, limit: number): PollerDefinition {
  const { openSet: _without, ...rest } = simulatedOms;
  if (ordersFeed === undefined) throw new Error("unreachable");
  return {
    ...rest,
    feeds: [
      {
        ...ordersFeed,
        paging: { kind: "page", limit, pages: { from: "body", path: "$.pages" } },
        watermark: {
          kind: "updated_since",
          format: "iso",
          path: "$.updated_at",
          order,
          overlapSeconds: 1,
        },
      },
    ],
  };
}

const cases = fc.record({
  sorting: fc.constantFrom<[Order, Sorting]>(
    ["ascending", "updated"],
    ["descending", "updated_desc"],
    ["unknown", "updated"],
    ["unknown", "updated_desc"],
    ["unknown", "id"],
  ),
  tellsTime: fc.boolean(),
  limit: fc.integer({ min: 1, max: 7 }),
  polls: fc.array(
    fc.record({
      /** Which records change before which request of the poll. */
      changes: fc.array(fc.record({ request: fc.nat({ max: 12 }), id: fc.nat({ max: 30 }) }), {
        maxLength: 40,
      }),
      crashAt: fc.option(fc.nat({ max: 8 })),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});

describe("polling a list that changes while it is read", () => {
  it("loses nothing, however pages shift and wherever it crashes, and records no content twice (S44)", () => {
    fc.assert(
      fc.property(cases, ({ sorting: [order, sorting], tellsTime, limit, polls }) => {
        const source = new SourceInMemory({ sorting, tellsTime });
        for (let id = 0; id < 15; id += 1) source.change(`o${String(id)}`);
        const polling = new PollingInMemory(listsOnly(order, limit), source);
        for (const { changes, crashAt } of polls) {
          polling.poll((request) => {
            for (const change of changes) {
              if (change.request === request) source.change(`o${String(change.id)}`);
            }
            return request === crashAt ? "crash" : "go";
          });
        }
        source.clock += 60_000;
        expect(polling.poll()).toBe("done");
        expect(polling.missing).toEqual([]);
        const contents = polling.recorded.map(({ canonical }) => canonical);
        expect(new Set(contents).size).toBe(contents.length);
      }),
      { numRuns: 1_500 },
    );
  });

  it("costs a quiet source one request", () => {
    const source = new SourceInMemory({ sorting: "updated", tellsTime: true });
    for (let id = 0; id < 500; id += 1) {
      source.clock += 5_000;
      source.change(`o${String(id)}`);
    }
    const polling = new PollingInMemory(listsOnly("ascending", 50), source);
    polling.poll();
    source.clock += 600_000;
    polling.poll();
    const before = source.requests;
    polling.poll();
    expect(source.requests - before).toBe(1);
  });
});

describe("a source whose time of change does not move", () => {
  it("is healed by reading open records again (S44)", () => {
    const source = new SourceInMemory({ sorting: "updated", tellsTime: true });
    for (let id = 0; id < 120; id += 1) source.change(`o${String(id)}`);
    const polling = new PollingInMemory(simulatedOms, source);
    expect(polling.poll()).toBe("done");
    for (const row of source.rows.values()) row.version += 1;
    expect(polling.missing).toHaveLength(120);
    source.clock += 900_000;
    expect(polling.poll()).toBe("done");
    expect(polling.missing).toEqual([]);
  });
});
