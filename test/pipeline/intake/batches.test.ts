import { describe, expect, it } from "vitest";
import { naturalBatches } from "../../../app/pipeline/intake/batches.ts";

/** Flights that land when the test says so. */
function given(
  limits: {
    inFlight?: number;
    perBatch?: number;
    bytesPerBatch?: number;
    bytesOf?: (item: number) => number;
    waitingItems?: number;
    waitingBytes?: number;
  } = {},
) {
  const flights: { readonly items: readonly number[]; land(): void; crash(error: Error): void }[] =
    [];
  const turns: (() => void)[] = [];
  const batches = naturalBatches<number, string>({
    inFlight: 2,
    perBatch: 3,
    bytesPerBatch: 1000,
    waitingItems: 100,
    waitingBytes: 1000,
    bytesOf: () => 1,
    ...limits,
    flush: (items) =>
      new Promise((resolve, reject) => {
        flights.push({
          items,
          land: () => {
            resolve(items.map((item) => `item ${String(item)}`));
          },
          crash: reject,
        });
      }),
    nextTurn: (work) => turns.push(work),
  });
  const turn = async () => {
    await Promise.resolve();
    for (const work of turns.splice(0)) work();
  };
  /** Adds where there is room. */
  const add = (item: number): Promise<string> =>
    batches.add(item) ?? Promise.reject(new Error("the line is full"));
  return { batches, add, flights, turn };
}

describe("natural batching", () => {
  it("lets all that came in one turn travel together, and a lone item wait for nobody", async () => {
    const { batches, flights, turn } = given();

    void batches.add(1);
    void batches.add(2);
    await turn();
    void batches.add(3);
    await turn();

    expect(flights.map(({ items }) => items)).toEqual([[1, 2], [3]]);
  });

  it("fills a batch up to its bytes, and lets one that is larger travel alone", async () => {
    const { batches, flights, turn } = given({
      inFlight: 9,
      bytesPerBatch: 10,
      bytesOf: (item) => item,
    });

    for (const bytes of [4, 6, 1, 30, 2, 2]) void batches.add(bytes);
    await turn();

    expect(flights.map(({ items }) => items)).toEqual([[4, 6], [1], [30], [2, 2]]);
  });

  it("keeps so many in flight, and fills the next batch meanwhile", async () => {
    const { batches, flights, turn } = given();
    const results = [1, 2, 3, 4, 5, 6, 7, 8].map((item) => batches.add(item));
    await turn();
    expect(flights.map(({ items }) => items)).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(batches.waiting).toBe(2);

    flights[0]?.land();
    await results[0];
    await turn();

    expect(flights[2]?.items).toEqual([7, 8]);
  });

  it("gives every item its own result", async () => {
    const { add, flights, turn } = given();
    const results = [add(1), add(2)];
    await turn();
    flights[0]?.land();

    expect(await Promise.all(results)).toEqual(["item 1", "item 2"]);
  });

  it("takes nothing more when the line is full, by number or by bytes", () => {
    const byNumber = given({ waitingItems: 2 }).batches;
    expect(
      [byNumber.add(1), byNumber.add(2), byNumber.add(3)].map((taken) => taken === null),
    ).toEqual([false, false, true]);
    const byBytes = given({ waitingBytes: 1 }).batches;
    expect([byBytes.add(1), byBytes.add(2)].map((taken) => taken === null)).toEqual([false, true]);
  });

  it("tells every item of a batch that crashed, and flies on", async () => {
    const { add, flights, turn } = given({ inFlight: 1, perBatch: 2 });
    const lost = [add(1), add(2)].map((result) => result.catch((error: unknown) => error));
    const next = add(3);
    await turn();
    flights[0]?.crash(new Error("the database went away"));
    const errors = await Promise.all(lost);
    await turn();
    flights[1]?.land();

    expect(errors.map(String)).toEqual(Array(2).fill("Error: the database went away"));
    expect(await next).toBe("item 3");
  });

  it("is settled when nothing waits and nothing flies", async () => {
    const { batches, add, flights, turn } = given();
    const result = add(1);
    let isSettled = false;
    const settled = batches.settled().then(() => {
      isSettled = true;
    });
    await turn();
    expect(isSettled).toBe(false);
    flights[0]?.land();
    await Promise.all([result, settled]);
    expect(isSettled).toBe(true);
  });
});
