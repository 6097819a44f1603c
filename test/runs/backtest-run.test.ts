import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { publishMapping } from "../../app/commands/publish-mapping.ts";
import { startBacktest } from "../../app/commands/start-backtest.ts";
import type { DifferenceKind } from "../../app/domain/backtest/difference.ts";
import type { MappingContent } from "../../app/domain/backtest/read-both.ts";
import type { StatusMap } from "../../app/domain/mapping/mapping-version.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import { newMessage, type WorldSource } from "../contract/world.ts";
import { saveDraft } from "./drafts.ts";
import { type RunsWorld, runsWorld } from "./runs-world.ts";

const LIVE: MappingContent = { mapping: genericJson.mapping, statusMap: genericJson.statusMap };
const { shipped: _shipped, ...WITHOUT_SHIPPED } = LIVE.statusMap;

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
const withStatuses = (statusMap: StatusMap): MappingContent => ({ ...LIVE, statusMap });

function body(n: number, status: string): string {
  return JSON.stringify({
    event_id: `e${String(n)}`,
    order: { name: `#${String(n)}` },
    status,
    occurred_at: new Date().toISOString(),
    shipment: { id: "S1", packages: [{ tracking_number: `1Z${String(n)}`, carrier: "UPS" }] },
  });
}

async function received(count: number, status = "shipped"): Promise<void> {
  const messages = Array.from({ length: count }, (_, n) =>
    newMessage(runs.world, source, { key: `id:${status}:${String(n)}`, body: body(n, status) }),
  );
  await runs.world.inbox.record(messages);
  await runs.interpretAll();
}

async function started(candidateId: string | null = null): Promise<string> {
  const { sourceId } = source;
  const start = await startBacktest(parts(), by(), { sourceId, candidateId });
  if (start.outcome !== "started") throw new Error(start.outcome);
  return start.runId;
}

const publish = (accepted: readonly DifferenceKind[] = [], candidateId: string | null = null) =>
  publishMapping(runs.test, by(), { sourceId: source.sourceId, candidateId, accepted });

const liveVersion = async () =>
  (await runs.world.messages.mapping(source.shopId, source.sourceId))?.version;

async function recordsText(): Promise<string> {
  const rows = await runs.test.database.forShop(source.shopId, (sql) =>
    sql.query("SELECT id, record, agreement, updated_at FROM order_record ORDER BY id"),
  );
  return JSON.stringify(rows);
}

describe("a backtest of stored messages", () => {
  it("finds nothing where the draft is what is live, over several slices", async () => {
    await received(250);
    await saveDraft(runs.test, source, LIVE);
    const before = await recordsText();
    const runId = await started();
    await runs.turn();
    expect(await runs.run(source, runId)).toMatchObject({
      state: "done",
      done: 250,
      total: 250,
      summary: {
        comparison: {
          messages: 250,
          unread: 0,
          orders: 250,
          differences: {},
          mails: { live: 250, draft: 250 },
        },
      },
    });
    expect(await recordsText()).toBe(before);
    expect(await publish()).toEqual({ outcome: "same" });
  });

  it("refuses a draft that makes things worse, until it is mended", async () => {
    await received(3);
    await saveDraft(runs.test, source, withStatuses(WITHOUT_SHIPPED));
    expect(await publish()).toEqual({ outcome: "backtest_needed", because: "none" });
    const runId = await started();
    expect(await publish()).toEqual({ outcome: "backtest_needed", because: "running" });
    await runs.turn();
    expect(await runs.run(source, runId)).toMatchObject({
      summary: {
        comparison: {
          differences: { newly_fails: 3, would_not_ship: 3, would_not_mail: 3 },
          mails: { live: 3, draft: 0 },
        },
      },
    });
    expect(await publish()).toEqual({
      outcome: "regressions",
      kinds: ["newly_fails", "would_not_ship"],
    });
    expect(await publish(["newly_fails"])).toEqual({
      outcome: "regressions",
      kinds: ["would_not_ship"],
    });

    await saveDraft(runs.test, source, { ...LIVE, mapping: { ...LIVE.mapping, note: "mended" } });
    expect(await publish(["newly_fails", "would_not_ship"])).toEqual({
      outcome: "backtest_needed",
      because: "draft_changed",
    });
    await started();
    await runs.turn();
    expect(await publish()).toMatchObject({ outcome: "published", version: 2 });
    expect(await liveVersion()).toBe(2);
  });

  it("lets a person accept what gets worse, and writes down that they did", async () => {
    await received(1);
    const draft = await saveDraft(runs.test, source, withStatuses(WITHOUT_SHIPPED));
    await started();
    await runs.turn();
    expect(await publish(["newly_fails", "would_not_ship"])).toMatchObject({
      outcome: "published",
      mappingVersionId: draft,
    });
    const [entry] = await runs.test.database.forShop(source.shopId, (sql) =>
      sql.query<{ detail: { accepted: unknown } }>(
        "SELECT detail FROM audit_entry WHERE action = 'mapping.published' ORDER BY id DESC LIMIT 1",
      ),
    );
    expect(entry?.detail.accepted).toEqual(["newly_fails", "would_not_ship"]);
  });

  it("is out of date once something else was published", async () => {
    await received(1);
    const draft = await saveDraft(runs.test, source, withStatuses(WITHOUT_SHIPPED));
    await started(draft);
    await runs.turn();
    const { sourceId } = source;
    const mapping = { ...LIVE.mapping, zone: "Europe/Berlin" };
    await runs.test.adapter.sources.publishMapping(by(), { sourceId, ...LIVE, mapping });
    expect(await publish([], draft)).toEqual({
      outcome: "backtest_needed",
      because: "live_changed",
    });
    await started(draft);
    await runs.turn();
    const accepted = ["newly_fails", "would_not_ship"] as const;
    expect(await publish(accepted, draft)).toMatchObject({ outcome: "published", version: 4 });
    expect(await liveVersion()).toBe(4);
  });

  it("rolls back by a new version that equals the old one, backtested like any other", async () => {
    const first = source.mappingVersionId;
    const { sourceId } = source;
    await runs.test.adapter.sources.publishMapping(by(), {
      sourceId,
      ...withStatuses({ ...LIVE.statusMap, shipped: "processing" }),
    });
    await received(2);
    expect(await publish([], first)).toMatchObject({ outcome: "backtest_needed" });
    const runId = await started(first);
    await runs.turn();
    expect(await runs.run(source, runId)).toMatchObject({
      summary: { comparison: { differences: { would_ship: 2, would_mail: 2 } } },
    });
    expect(await publish([], first)).toMatchObject({ outcome: "published", version: 3 });
    expect(await runs.world.messages.mapping(source.shopId, sourceId)).toMatchObject({
      version: 3,
      statusMap: LIVE.statusMap,
    });
  });

  it("is not needed where nothing was received, nor where only new statuses are mapped", async () => {
    await saveDraft(runs.test, source, withStatuses(WITHOUT_SHIPPED));
    expect(await publish()).toMatchObject({ outcome: "published", version: 2 });
    await received(1, "raus");
    await saveDraft(runs.test, source, withStatuses({ ...WITHOUT_SHIPPED, raus: "shipped" }));
    expect(await publish()).toMatchObject({ outcome: "published", version: 3 });
  });

  it("goes on after a kill and counts nothing twice", async () => {
    await received(150);
    await saveDraft(runs.test, source, withStatuses(WITHOUT_SHIPPED));
    const runId = await started();
    const [claim] = await runs.test.adapter.runs.claim(1, 60);
    if (claim === undefined) throw new Error("nothing to claim");
    const run = await runs.test.adapter.runs.load(claim);
    if (run === null) throw new Error("lost");
    // The first slice is done, and its end never saved.
    await runs.backtest(run);
    await runs.test.owner.query("UPDATE run_task SET due_at = now() WHERE run_id = $1", [runId]);
    await runs.turn();
    expect(await runs.run(source, runId)).toMatchObject({
      state: "done",
      summary: { comparison: { messages: 150, differences: { newly_fails: 150 } } },
    });
  });
});
