import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { endMessageIncidents } from "../../../app/adapters/postgres/flow/flow-upkeep.ts";
import type { SimulatedOrder } from "../../bad-input/open-shop.ts";
import { startWholeApp, type WholeApp } from "../../bad-input/whole-app.ts";
import { control, tell } from "../../bad-input/whole-app-hands.ts";

const PATIENCE = { timeout: 15_000 };

let app: WholeApp;
let shopId: string;

beforeAll(async () => {
  app = await startWholeApp();
  shopId = (await app.test.adapter.shops.find("acme.myshopify.com"))?.id ?? "";
});
afterAll(() => app.close());

interface Receipt {
  readonly handle: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

async function told(handle: string): Promise<readonly Receipt["payload"][]> {
  const { triggers } = await control<{ triggers: readonly Receipt[] }>(app, "shops/acme/flow");
  return triggers.filter((one) => one.handle === handle).map(({ payload }) => payload);
}

async function rows<Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
  return (await app.test.owner.query(text, [...values])).rows as readonly Row[];
}

const quiet = () => rows("SELECT FROM message_task UNION ALL SELECT FROM flow_task");
const newOrder = () => app.newOrder({ lines: [{ sku: "HAT", quantity: 1 }] });

/** An order that Handoff knows, with Shopify's or without. */
async function knownOrder(): Promise<SimulatedOrder & { readonly recordId: string }> {
  const order = await newOrder();
  await tell(app, order, "processing");
  let recordId = "";
  await expect
    .poll(async () => {
      const [row] = await rows<{ id: string }>("SELECT id FROM order_record WHERE order_id = $1", [
        order.id,
      ]);
      recordId = row?.id ?? "";
      return recordId;
    }, PATIENCE)
    .not.toBe("");
  return { ...order, recordId };
}

async function open(recordId: string): Promise<string> {
  const id = app.test.ids.next();
  await rows(
    `INSERT INTO discrepancy (id, shop_id, order_record_id, code, zone, owner, fault, since, opened_at, due_at, seen_at)
     VALUES ($1, $2, $3, 'never_triggered', 'emission', 'source', '{}', now(), now(), now(), now())`,
    [id, shopId, recordId],
  );
  return id;
}

describe("Shopify Flow is told, once per incident,", () => {
  it("that messages cannot be applied: once for a cause, and again when it was over", async () => {
    const order = await newOrder();
    const first = await tell(app, order, "weird");
    await expect.poll(() => told("oms-message-failed"), PATIENCE).toHaveLength(1);
    await tell(app, order, "weirder");
    const [payload] = await told("oms-message-failed");
    expect(payload).toMatchObject({
      Code: "unmapped_status",
      Reason: expect.any(String) as string,
    });
    expect(payload?.["Message ID"]).toBe(first);
    await expect.poll(quiet, PATIENCE).toEqual([]);
    expect(await told("oms-message-failed")).toHaveLength(1);

    await rows("UPDATE interpretation SET state = 'superseded' WHERE state = 'quarantined'");
    await app.test.database.forShop(shopId, (sql) => endMessageIncidents(sql, shopId));
    await tell(app, order, "weirdest");
    await expect.poll(() => told("oms-message-failed"), PATIENCE).toHaveLength(2);
  });

  it("that a discrepancy opened and that it healed, with the order to work on", async () => {
    const { recordId, name, id: gid } = await knownOrder();
    const id = await open(recordId);
    const payload = {
      order_id: Number(/\d+$/.exec(gid)?.[0]),
      "Order name": name,
      Zone: "emission",
      Code: "never_triggered",
    };
    await expect.poll(() => told("discrepancy-opened"), PATIENCE).toEqual([payload]);
    for (const closed of ["now()", "NULL", "now()"])
      await rows(`UPDATE discrepancy SET closed_at = ${closed} WHERE id = $1`, [id]);
    await expect.poll(() => told("discrepancy-healed"), PATIENCE).toEqual([payload]);
    await expect.poll(quiet, PATIENCE).toEqual([]);
    expect(await told("discrepancy-opened")).toHaveLength(1);
    expect(await told("discrepancy-healed")).toHaveLength(1);
  });

  it("that Shopify has no such order", async () => {
    await tell(app, { name: "#404404" }, "processing");
    let recordId = "";
    await expect
      .poll(async () => {
        const found = await rows<{ id: string }>(
          "SELECT id FROM order_record WHERE display_name = '#404404'",
        );
        recordId = found[0]?.id ?? "";
        return recordId;
      }, PATIENCE)
      .not.toBe("");
    await open(recordId);
    await expect
      .poll(() => told("oms-order-unknown"), PATIENCE)
      .toEqual([{ "Order name": "#404404", Code: "never_triggered" }]);
  });

  it("that a source is silent", async () => {
    const [source] = await rows<{ id: string; name: string }>("SELECT id, name FROM source");
    const facts = JSON.stringify({ kind: "source_silent", sourceId: source?.id });
    await rows(
      `INSERT INTO incident (id, shop_id, kind, subject, facts, opened_at)
       VALUES ($1, $2, 'source_silent', $3, $4, now())`,
      [app.test.ids.next(), shopId, source?.id, facts],
    );
    await expect
      .poll(() => told("oms-webhooks-silent"), PATIENCE)
      .toEqual([{ Source: source?.name }]);
  });
});

const stateOf = async (id: string) =>
  (
    await rows<{ state: string }>(
      "SELECT state FROM flow_event WHERE incident = $1 AND trigger = 'discrepancy_opened'",
      [id],
    )
  )[0]?.state;

describe("through any trouble", () => {
  it.each(["error-after", "reset-after", "internal-error-after"])(
    "%s: what may have started workflows is never sent again",
    async (kind) => {
      const before = (await told("discrepancy-opened")).length;
      const { recordId } = await knownOrder();
      await control(app, "faults", { kind, operation: "flowTriggerReceive" });
      const id = await open(recordId);
      await expect.poll(() => stateOf(id), PATIENCE).toBe("unclear");
      await expect.poll(quiet, PATIENCE).toEqual([]);
      expect(await told("discrepancy-opened")).toHaveLength(before + 1);
    },
  );

  it("a worker that dies while it sends leaves it unclear, and no other sends it", async () => {
    const { recordId } = await knownOrder();
    const before = (await told("discrepancy-opened")).length;
    await rows("ALTER TABLE flow_event DISABLE TRIGGER flow_event_queued");
    const id = await open(recordId);
    await rows("UPDATE flow_event SET state = 'sending' WHERE incident = $1", [id]);
    await rows(
      "INSERT INTO flow_task (shop_id, event_id) SELECT shop_id, id FROM flow_event WHERE incident = $1",
      [id],
    );
    await rows("ALTER TABLE flow_event ENABLE TRIGGER flow_event_queued");
    await expect.poll(() => stateOf(id), PATIENCE).toBe("unclear");
    expect(await told("discrepancy-opened")).toHaveLength(before);
  });

  it("what was not executed is sent later", async () => {
    const before = (await told("discrepancy-opened")).length;
    const { recordId } = await knownOrder();
    await control(app, "faults", { kind: "throttled", operation: "flowTriggerReceive" });
    const id = await open(recordId);
    await expect.poll(() => stateOf(id), PATIENCE).toBe("started");
    expect(await told("discrepancy-opened")).toHaveLength(before + 1);
  });

  it("nothing of it is an error of ours", () => {
    expect(app.errors()).toEqual([]);
  });
});
