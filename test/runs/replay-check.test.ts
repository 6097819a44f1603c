import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { type CheckedReplay, replayChecked } from "../../app/commands/replay-checked.ts";
import { startReplayCheck } from "../../app/commands/start-replay-check.ts";
import { epochOf, plusSeconds } from "../../app/domain/instant.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import { listDifferences } from "../../app/queries/list-differences.ts";
import { newMessage, type WorldSource } from "../contract/world.ts";
import { type RunsWorld, runsWorld } from "./runs-world.ts";

const DAY = 86_400;

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
const parts = () => ({ ...runs.test, clock: systemClock });

/** A shipment in a status that nobody had mapped, which happened so many days ago. */
async function stuck(daysAgo: readonly (number | null)[]): Promise<readonly string[]> {
  const messages = daysAgo.map((days, n) =>
    newMessage(runs.world, source, { key: `id:${String(n)}`, body: body(days, n) }),
  );
  await runs.world.inbox.record(messages);
  await runs.interpretAll();
  const { sourceId } = source;
  const statusMap = { ...genericJson.statusMap, raus: "shipped" } as const;
  const mapping = { sourceId, mapping: genericJson.mapping, statusMap };
  await runs.test.adapter.sources.publishMapping(by(), mapping);
  return messages.map(({ id }) => id);
}

function body(daysAgo: number | null, n: number): string {
  return JSON.stringify({
    order: { name: `#${String(n)}` },
    status: "raus",
    ...(daysAgo === null
      ? {}
      : { occurred_at: plusSeconds(systemClock.now(), -daysAgo * DAY - 60) }),
    shipment: { id: "S1", packages: [{ tracking_number: `1Z${String(n)}`, carrier: "UPS" }] },
  });
}

async function checked(messageIds: readonly string[]): Promise<string> {
  const start = await startReplayCheck(parts(), by(), { sourceId: null, messageIds });
  if (start.outcome !== "started") throw new Error(start.outcome);
  await untilIdle();
  return start.runId;
}

async function untilIdle(): Promise<void> {
  while ((await runs.turn()) > 0);
}

const replay = (checkId: string, choice: Omit<CheckedReplay, "checkId">) =>
  replayChecked(parts(), by(), { checkId, ...choice });

async function orders() {
  return runs.test.database.forShop(source.shopId, (sql) =>
    sql.query<{ id: string; quiet_before: Date | null }>(
      "SELECT id, quiet_before FROM order_record ORDER BY display_name",
    ),
  );
}

describe("before a replay", () => {
  it("one sees what it would change and whom it would mail, and nothing is changed", async () => {
    const checkId = await checked(await stuck([3, 0]));
    expect(await runs.run(source, checkId)).toMatchObject({
      state: "done",
      summary: {
        kind: "replay_check",
        comparison: {
          messages: 2,
          differences: { would_ship: 2, would_mail: 2 },
          mails: { live: 0, draft: 2 },
        },
      },
    });
    const request = { runId: checkId, kind: "would_mail", place: { from: "top" } } as const;
    const { rows } = await listDifferences(runs.test.database, source.shopId, request);
    expect(rows.map(({ name, live, draft }) => [name, live.shipped, draft.mails.length])).toEqual([
      ["#0", [], 1],
      ["#1", [], 1],
    ]);
    expect(await orders()).toEqual([]);
  });

  it("stale mails need a yes", async () => {
    const checkId = await checked(await stuck([3, 0]));
    const rules = { notices: "rules", consent: "not_given" } as const;
    expect(await replay(checkId, rules)).toEqual({ outcome: "consent_needed", mails: 2 });
    expect(await replay(checkId, { ...rules, consent: "given" })).toMatchObject({
      outcome: "started",
    });
  });

  it("many mails need a yes, however fresh they are", async () => {
    const checkId = await checked(await stuck(Array.from({ length: 21 }, () => 0)));
    const recent = { notices: "recent", consent: "not_given" } as const;
    expect(await replay(checkId, recent)).toEqual({ outcome: "consent_needed", mails: 21 });
    expect(await replay(checkId, { notices: "none", consent: "not_given" })).toMatchObject({
      outcome: "started",
    });
  });

  it("customers are kept out of what is old, unless a person wants otherwise", async () => {
    const checkId = await checked(await stuck([3]));
    await replay(checkId, { notices: "recent", consent: "not_given" });
    await untilIdle();
    await runs.interpretAll();
    const [order] = await orders();
    const limit = plusSeconds(systemClock.now(), -DAY);
    expect(Math.abs((order?.quiet_before?.getTime() ?? 0) - epochOf(limit))).toBeLessThan(60_000);
    const leases = await runs.test.adapter.lanes.claim(100, 60);
    const lease = leases.find(({ orderRecordId }) => orderRecordId === order?.id);
    if (lease === undefined) throw new Error("no lane is due");
    const work = await runs.test.adapter.orders.load(lease);
    expect(work?.quietBefore).not.toBeNull();
  });

  it("what carries no time of its own counts from when it was received first", async () => {
    const [messageId = ""] = await stuck([null]);
    await runs.startReplay(source, [messageId]);
    await untilIdle();
    await runs.interpretAll();
    const [entry] = await runs.test.database.forShop(source.shopId, (sql) =>
      sql.query<{ is_same: boolean }>(
        `SELECT l.received_at = i.received_at AS is_same FROM ledger_entry AS l, interpretation AS i
         WHERE i.message_id = $1`,
        [messageId],
      ),
    );
    expect(entry?.is_same).toBe(true);
  });

  it("is checked again after an hour, and by nobody else's shop", async () => {
    const checkId = await checked(await stuck([0]));
    const none = { notices: "none", consent: "not_given" } as const;
    await runs.test.owner.query(
      "UPDATE run SET ended_at = now() - interval '61 minutes' WHERE id = $1",
      [checkId],
    );
    expect(await replay(checkId, none)).toEqual({ outcome: "check_again" });
    source = await runs.world.newShop();
    expect(await replay(checkId, none)).toEqual({ outcome: "not_found" });
  });
});
