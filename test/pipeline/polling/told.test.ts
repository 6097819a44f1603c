import { afterEach, beforeEach, describe, expect, it } from "vitest";

import { watchShop } from "../../../app/adapters/postgres/alerts/incidents.ts";
import { systemClock } from "../../../app/adapters/system/clock.ts";
import { instantOf } from "../../../app/domain/instant.ts";
import { readPolling } from "../../../app/queries/read-polling.ts";
import { MAX_LOST } from "../../../app/worker/backoff.ts";
import { simulatedOms } from "../../domain/polling/definitions.ts";
import { shipOrders, startPollingStage } from "./polling-stage.ts";
import type { PollingStage } from "./polling-stage.ts";

let stage: PollingStage;

beforeEach(async () => {
  stage = await startPollingStage();
});
afterEach(() => stage.close());

/** The webhook of the shipment of this number, as it comes at last. */
async function webhookArrives(at: number): Promise<void> {
  const shipments = stage.account.events.filter(({ body }) => body.includes('"shipped"'));
  const body = Buffer.from(shipments[at]?.body ?? "");
  await stage.test.adapter.inbox.record([
    {
      id: stage.test.ids.next(),
      shopId: stage.shopId,
      sourceId: stage.sourceId,
      receivedAt: instantOf(Date.now()),
      via: "webhook",
      deduplicationKey: `id:${String(at)}`,
      headers: { "content-type": "application/json" },
      query: "",
      body,
      bodyHash: body.subarray(0, 32),
      replayOf: null,
    },
  ]);
  await stage.interpretAll();
}

describe("the list of polls", () => {
  it("tells what a poll healed, of that what a webhook told too late, and what was known before", async () => {
    shipOrders(stage, 4);
    await stage.set(simulatedOms);
    await webhookArrives(0);
    expect(await stage.poll()).toBeNull();
    await webhookArrives(1);
    await webhookArrives(2);
    const view = await readPolling(stage.test.database, stage);
    expect(view?.polls).toMatchObject([{ healed: 3, late: 2, known: 1 }]);
  });
});

describe("S44: when the second path of a source does not heal", () => {
  const open = async () => {
    const { rows } = await stage.test.owner.query<{ facts: unknown }>(
      "SELECT facts FROM incident WHERE closed_at IS NULL",
    );
    return rows.map(({ facts }) => facts);
  };
  const watch = async () => {
    await watchShop(stage.test, stage.shopId, systemClock.now());
    return open();
  };
  const age = (sql: string) => stage.test.owner.query(sql);

  it("is told after two intervals of failing, and is over with the next poll that succeeds", async () => {
    shipOrders(stage, 1);
    await stage.set(simulatedOms);
    expect(await watch()).toEqual([]);
    expect(await stage.poll()).toBeNull();
    stage.account.faults.poll_html = "on";
    expect((await stage.poll())?.code).toBe("login_page");
    expect(await watch()).toEqual([]);
    await age("UPDATE poll SET ended_at = now() - interval '31 minutes' WHERE problem IS NULL");
    expect(await watch()).toMatchObject([
      { kind: "polling_stalled", sourceId: stage.sourceId, state: "failing" },
    ]);
    stage.account.faults.poll_html = "off";
    expect(await stage.poll()).toBeNull();
    expect(await watch()).toEqual([]);
  });

  it("is told as soon as polling was stopped for its credentials", async () => {
    await stage.set(simulatedOms, { inputs: { api_key: "wrong" } });
    for (let poll = 0; poll < 3; poll += 1) await stage.poll();
    expect(await watch()).toMatchObject([{ state: "paused", since: null }]);
  });

  it("is told as soon as polling was stopped because no worker survived it, and goes on when its definition changes", async () => {
    shipOrders(stage, 1);
    await stage.set(simulatedOms);
    await stage.outlive(MAX_LOST - 1);
    expect(await stage.page()).toMatchObject({ state: "on", problem: null });
    await stage.outlive(MAX_LOST);
    const stopped = await stage.page();
    expect(stopped).toMatchObject({ state: "paused", problem: { code: "interrupted" } });
    expect(stopped.problem?.detail).toContain("5 times in a row");
    expect(await stage.test.adapter.pollers.claim(1, 60)).toEqual([]);
    expect(await watch()).toMatchObject([{ kind: "polling_stalled", state: "interrupted" }]);

    const definition = { ...simulatedOms, minutes: { quiet: 5, overdue: 1 } };
    const change = { definition, session: "kept" } as const;
    const by = { shopId: stage.shopId, actor: "test" };
    await stage.test.adapter.pollerSettings.save(by, stage.sourceId, change);
    expect(await stage.poll()).toBeNull();
    expect(await watch()).toEqual([]);
    expect((await stage.counts()).fulfilled).toBe(1);
  });

  it("is told while it is off and orders wait for what the source may say", async () => {
    shipOrders(stage, 2);
    await stage.set(simulatedOms);
    expect(await stage.poll()).toBeNull();
    await stage.test.adapter.pollerSettings.turnOff(
      { shopId: stage.shopId, actor: "test" },
      stage.sourceId,
    );
    expect(await watch()).toEqual([]);
    await age(`UPDATE order_record SET agreement = 'waiting', block_codes = '{waiting_for_tracking}',
      blocked_since = now() - interval '31 minutes'`);
    expect(await watch()).toMatchObject([{ state: "off", waiting: 2 }]);
  });
});
