import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { cancelRun } from "../../app/adapters/postgres/run-row.ts";
import { startReplay } from "../../app/commands/start-replay.ts";
import { MOST_REPLAYED } from "../../app/domain/run/replay.ts";
import type { WorldSource } from "../contract/world.ts";
import { type RunsWorld, runsWorld } from "./runs-world.ts";

let runs: RunsWorld;
let source: WorldSource;

beforeAll(async () => {
  runs = await runsWorld();
});

beforeEach(async () => {
  source = await runs.world.newShop();
});

afterAll(() => runs.world.close());

const by = () => ({ shopId: source.shopId, actor: "staff 7" });

function cancel(runId: string) {
  const { database, ids } = runs.test;
  return database.forShop(source.shopId, (sql) => cancelRun(sql, { ids, by: by() }, runId));
}

async function replaysIn(shopId: string): Promise<number> {
  const [row] = await runs.test.database.forShop(shopId, (sql) =>
    sql.query<{ n: number }>("SELECT count(*)::int AS n FROM message WHERE via = 'replay'"),
  );
  return row?.n ?? 0;
}

describe("S81: a replay of many messages", () => {
  it("replays each once, oldest first, and says how far it is", async () => {
    const messages = await runs.quarantined(source, 120);
    const runId = await runs.startReplay(source, messages);
    expect(await runs.run(source, runId)).toMatchObject({ state: "queued", done: 0, total: 120 });

    await runs.turn();

    expect(await runs.run(source, runId)).toMatchObject({
      state: "done",
      done: 120,
      total: 120,
      summary: { kind: "replay", replay: { replayed: 120, removed: 0 } },
    });
    expect(await replaysIn(source.shopId)).toBe(120);
    const [first] = messages;
    expect(await runs.world.stateOf(source.shopId, first ?? "")).toEqual({
      state: "superseded",
      code: "replayed",
    });
  });

  it("goes on where it stood after its worker was killed, and doubles nothing", async () => {
    const runId = await runs.startReplay(source, await runs.quarantined(source, 120));
    let slices = 0;
    await runs.turn(async (run) => {
      const end = await runs.slice(run);
      slices += 1;
      // The slice did its work, and its end was never saved.
      if (slices === 2) throw new Error("killed");
      return end;
    });
    expect(await runs.run(source, runId)).toMatchObject({ state: "running", done: 50 });

    await runs.test.owner.query("UPDATE run_task SET due_at = now() WHERE run_id = $1", [runId]);
    await runs.turn();

    expect(await runs.run(source, runId)).toMatchObject({ state: "done", done: 120 });
    expect(await replaysIn(source.shopId)).toBe(120);
  });

  it("stops after the slice in which it was cancelled, and what was done stays done", async () => {
    const runId = await runs.startReplay(source, await runs.quarantined(source, 120));
    await runs.turn(async (run) => {
      const end = await runs.slice(run);
      expect(await cancel(runId)).toBe("cancelling");
      expect(await runs.run(source, runId)).toMatchObject({ isCancelling: true });
      return end;
    });
    expect(await runs.run(source, runId)).toMatchObject({ state: "cancelled", done: 50 });
    expect(await replaysIn(source.shopId)).toBe(50);
    expect(await runs.turn()).toBe(0);
    expect(await cancel(runId)).toBe("over");
  });

  it("is cancelled at once where nobody works on it", async () => {
    const runId = await runs.startReplay(source, await runs.quarantined(source, 3));
    expect(await cancel(runId)).toBe("cancelled");
    expect(await runs.run(source, runId)).toMatchObject({ state: "cancelled", done: 0 });
    expect(await runs.turn()).toBe(0);
  });

  it("counts a message whose content was removed, and goes on", async () => {
    const messages = await runs.quarantined(source, 3);
    await runs.test.owner.query("UPDATE message SET content = NULL WHERE id = $1", [messages[1]]);
    const runId = await runs.startReplay(source, messages);
    await runs.turn();
    expect(await runs.run(source, runId)).toMatchObject({
      state: "done",
      summary: { replay: { replayed: 2, removed: 1 } },
    });
  });

  it("S82: yields to a flood of live messages, and goes on at full pace once that is through", async () => {
    const runId = await runs.startReplay(source, await runs.quarantined(source, 60));
    await runs.record(source, 220);
    await runs.turn();
    expect(await runs.run(source, runId)).toMatchObject({ state: "running", done: 1 });

    await runs.interpretAll();
    await runs.test.owner.query("UPDATE run_task SET due_at = now() WHERE run_id = $1", [runId]);
    await runs.turn();
    expect(await runs.run(source, runId)).toMatchObject({ state: "done", done: 60 });
  });

  it("gives another shop its turn in between", async () => {
    const other = await runs.world.newShop();
    const mine = await runs.startReplay(source, await runs.quarantined(source, 60));
    const theirs = await runs.startReplay(other, await runs.quarantined(other, 60));
    await runs.turn();
    await runs.turn();
    expect(await runs.run(source, mine)).toMatchObject({ state: "done" });
    expect(await runs.run(other, theirs)).toMatchObject({ state: "done" });
    expect(await runs.run(other, mine)).toBeNull();
  });

  it("fails with words for a person when it fails again and again", async () => {
    const runId = await runs.startReplay(source, await runs.quarantined(source, 1));
    for (let turns = 0; turns < 6; turns += 1) {
      await runs.turn(() => Promise.reject(new Error("poison")));
      await runs.test.owner.query("UPDATE run_task SET due_at = now() WHERE run_id = $1", [runId]);
    }
    const run = await runs.run(source, runId);
    expect(run?.state).toBe("failed");
    expect(run?.problem).toContain("what was done stays done");
  });

  it("is not begun for nothing, nor for more than may be looked through", async () => {
    const { database, ids } = runs.test;
    const start = (messageIds: readonly string[]) =>
      startReplay({ database, ids, clock: systemClock }, by(), {
        sourceId: null,
        messageIds,
        notices: "recent",
      });
    expect(await start([ids.next()])).toEqual({ outcome: "nothing" });
    const many = Array.from({ length: MOST_REPLAYED + 1 }, () => ids.next());
    expect(await start(many)).toEqual({ outcome: "too_many", most: MOST_REPLAYED });
  });
});
