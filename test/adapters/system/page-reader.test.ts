import { describe, expect, it } from "vitest";
import { threadedPageReader } from "../../../app/adapters/system/page-reader/page-reader.ts";
import { beginPoll, firstCursor } from "../../../app/domain/polling/begin-poll.ts";
import { readAnswer } from "../../../app/domain/polling/read-answer.ts";
import { instantOf } from "../../../app/domain/instant.ts";
import { graphqlShop, simulatedOms } from "../../domain/polling/definitions.ts";

const NOW = instantOf(Date.parse("2026-02-03T04:05:06Z"));
const MIB = 1024 * 1024;
/** What the front may be held up by at most. */
const LONGEST_MILLISECONDS = 50;

function order(at: number): object {
  return {
    id: `SO-${String(at)}`,
    name: `#${String(at)}`,
    status: "shipped",
    updated_at: "2026-02-03T04:05:00Z",
    note: "Leave it with the neighbours. ".repeat(8),
    lines: Array.from({ length: 8 }, (_, line) => ({ sku: `SKU-${String(line)}`, quantity: 1 })),
  };
}

function pageOf(count: number) {
  const orders = Array.from({ length: count }, (_, at) => order(at));
  const body = new TextEncoder().encode(JSON.stringify({ orders, pages: 9, total: 9 * count }));
  const headers = { date: "Tue, 03 Feb 2026 04:05:06 GMT" };
  const answer = { outcome: "answered", status: 200, headers, body } as const;
  return { url: "https://oms.example/api/orders", answer, now: NOW };
}

function beginning(definition = simulatedOms) {
  return beginPoll(definition, firstCursor(definition, instantOf(0)), NOW);
}

describe("reading pages in a thread of its own", () => {
  const read = threadedPageReader();

  it("gives what reading gives: records, the next page, problems", async () => {
    for (const [definition, page] of [
      [simulatedOms, pageOf(50)],
      [simulatedOms, pageOf(3)],
      [graphqlShop, pageOf(3)],
    ] as const) {
      const state = beginning(definition);
      const inThread = await read(definition, state, page);
      expect(inThread).toEqual(readAnswer(definition, state, page));
    }
  });

  it("takes next to nothing of the process's own thread for a page of 1 MB", async () => {
    const page = pageOf(1600);
    expect(page.answer.body.length).toBeGreaterThan(0.8 * MIB);
    expect(page.answer.body.length).toBeLessThan(MIB);
    await read(simulatedOms, beginning(), pageOf(1));
    const before = process.threadCpuUsage();
    const reading = await read(simulatedOms, beginning(), page);
    const { user, system } = process.threadCpuUsage(before);
    expect(reading).toMatchObject({ kind: "records", read: { count: 1600 } });
    expect((user + system) / 1000).toBeLessThan(LONGEST_MILLISECONDS);
  });

  it("asks for less at once where reading does not end, and reads on in a new thread", async () => {
    const impatient = threadedPageReader(0);
    for (let round = 0; round < 2; round += 1) {
      expect(await impatient(simulatedOms, beginning(), pageOf(1600))).toMatchObject({
        kind: "smaller",
        state: { stage: { limit: 25 } },
      });
    }
  });

  it("tells a mistake of ours as an error, and goes on", async () => {
    const broken = { ...simulatedOms, feeds: [] }; // never saved so
    await expect(read(broken, beginning(), pageOf(1))).rejects.toThrow();
    expect(await read(simulatedOms, beginning(), pageOf(1))).toMatchObject({ kind: "records" });
  });
});
