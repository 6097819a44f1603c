import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { SimulatedOrder } from "../bad-input/open-shop.ts";
import { startWholeApp, type WholeApp } from "../bad-input/whole-app.ts";
import { control, tell } from "../bad-input/whole-app-hands.ts";

const PATIENCE = { timeout: 15_000 };
const SECRET = "client-secret";

let app: WholeApp;
let order: SimulatedOrder;
let sent = 0;

beforeAll(async () => {
  app = await startWholeApp();
  order = await knownOrder();
});
afterAll(() => app.close());

async function rows<Row>(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
  return (await app.test.owner.query(text, [...values])).rows as readonly Row[];
}

async function knownOrder(): Promise<SimulatedOrder> {
  const made = await app.newOrder({ lines: [{ sku: "HAT", quantity: 1 }] });
  await tell(app, made, "received");
  await vi.waitFor(async () => expect(await recordsOf(made)).toHaveLength(1), PATIENCE);
  return made;
}

interface Care {
  readonly id: string;
  readonly hold: unknown;
  readonly review: unknown;
}

const recordsOf = ({ id }: SimulatedOrder) =>
  rows<Care>("SELECT id, hold, review FROM order_record WHERE order_id = $1", [id]);

interface Ran {
  readonly runId: string;
  readonly status: number;
  readonly answer: string;
}

/** As a workflow of the merchant's runs an action. */
function run(action: string, asked: object): Promise<Ran> {
  return control<Ran>(app, `shops/acme/flow/${action}`, asked);
}

async function holdsOf({ id }: SimulatedOrder): Promise<readonly (string | null)[]> {
  const { fulfillmentOrders } = await control<{
    fulfillmentOrders: { holds: { handle: string | null }[] }[];
  }>(app, `shops/acme/orders/${encodeURIComponent(id)}`);
  return fulfillmentOrders.flatMap(({ holds }) => holds.map(({ handle }) => handle));
}

const OURS = [expect.stringMatching(/^handoff-\d+$/) as string];
const result = (code: string) => expect.stringContaining(`"result":"${code}"`) as string;
const refused = (code: string) => expect.stringContaining(`"code":"${code}"`) as string;

describe("a workflow of Shopify Flow", () => {
  it("holds an order and releases it, and gets the same answer for the same run (S84)", async () => {
    const asked = { order: order.name, properties: { reason: "high risk" } };
    const first = await run("place-hold", asked);
    expect(first).toMatchObject({ status: 200, answer: result("held") });
    await expect.poll(() => holdsOf(order), PATIENCE).toEqual(OURS);
    const again = await run("place-hold", { ...asked, runId: first.runId });
    expect(again).toMatchObject({ status: 200, answer: first.answer });
    expect(await run("place-hold", asked)).toMatchObject({ answer: result("held_already") });
    expect(await recordsOf(order)).toMatchObject([{ hold: { by: "flow", reason: "high risk" } }]);

    const release = await run("release-hold", { order: order.name });
    expect(release).toMatchObject({ status: 200, answer: result("released") });
    await expect.poll(() => holdsOf(order), PATIENCE).toEqual([]);
    const late = await run("place-hold", { ...asked, runId: first.runId });
    expect(late).toMatchObject({ status: 200, answer: first.answer });
    expect(await recordsOf(order)).toMatchObject([{ hold: null }]);
    expect(await run("release-hold", { order: order.name })).toMatchObject({
      status: 200,
      answer: result("not_held"),
    });
  });

  it("does not hold again what the merchant released by hand, unless it is asked for anew", async () => {
    await run("place-hold", { order: order.name });
    await expect.poll(() => holdsOf(order), PATIENCE).toEqual(OURS);
    await control(app, `shops/acme/orders/${encodeURIComponent(order.id)}/release`, {});
    await run("reconcile-order", { order: order.name });
    await expect.poll(() => rows("SELECT FROM lane WHERE due_at <= now()"), PATIENCE).toEqual([]);
    expect(await holdsOf(order)).toEqual([]);
    await run("release-hold", { order: order.name });
    await run("place-hold", { order: order.name });
    await expect.poll(() => holdsOf(order), PATIENCE).toEqual(OURS);
    await run("release-hold", { order: order.name });
    await expect.poll(() => holdsOf(order), PATIENCE).toEqual([]);
  });

  it("has an order looked at", async () => {
    expect(await run("reconcile-order", { order: order.name })).toMatchObject({
      status: 200,
      answer: result("looked_again"),
    });
    const [{ count = 0 } = {}] = await rows<{ count?: number }>(
      "SELECT count(*)::int FROM audit_entry WHERE action = 'order.looked_again' AND actor = 'flow'",
    );
    expect(count).toBeGreaterThan(0);
  });

  it("has a message replayed once, asked twice at the same moment", async () => {
    const message = await tell(app, order, "no such status");
    await expect
      .poll(async () => (await app.stateOf(message))?.state, PATIENCE)
      .toBe("quarantined");
    const asked = { properties: { message: message.toUpperCase() }, runId: "run-1" };
    const answers = await Promise.all([run("replay-message", asked), run("replay-message", asked)]);
    for (const answer of answers)
      expect(answer).toMatchObject({ status: 200, answer: result("replayed") });
    const replays = () => rows("SELECT FROM interpretation WHERE replay_of = $1", [message]);
    await expect.poll(replays, PATIENCE).toHaveLength(1);
  });

  it("marks an order for review, and hostile words stay words on one line", async () => {
    const note = `<script>alert(1)</script>\u0000\n'; DROP TABLE shop; --${"\u202e".repeat(3)}`;
    const ran = await run("mark-for-review", { order: order.name, properties: { note } });
    expect(ran).toMatchObject({ status: 200, answer: result("marked") });
    const [record] = await recordsOf(order);
    const { note: kept } = record?.review as { note: string };
    expect(kept).toContain("<script>alert(1)</script> '; DROP TABLE shop; --");
    const long = { note: "x".repeat(50_000) };
    expect(await run("mark-for-review", { order: order.name, properties: long })).toMatchObject({
      status: 200,
    });
    const [other] = await recordsOf(order);
    expect((other?.review as { note: string }).note).toHaveLength(500);
  });
});

interface Request {
  readonly action?: string;
  readonly body?: unknown;
  readonly raw?: string;
  readonly secret?: string;
  readonly method?: string;
}

async function post({
  action = "place-hold",
  body,
  raw,
  secret = SECRET,
  method = "POST",
}: Request) {
  const text = raw ?? JSON.stringify(body);
  const hmac = createHmac("sha256", secret).update(text).digest("base64");
  const answer = await fetch(`http://127.0.0.1:${String(app.port)}/flow/${action}`, {
    method,
    headers: { "content-type": "application/json", "x-shopify-hmac-sha256": hmac },
    ...(method === "POST" ? { body: text } : {}),
  });
  return { status: answer.status, answer: await answer.text() };
}

const envelope = (parts: object = {}) => ({
  shop_id: 1,
  shopify_domain: "acme.myshopify.com",
  action_run_id: `run-${String((sent += 1))}`,
  handle: "place-hold",
  properties: { order_id: /\d+$/.exec(order.id)?.[0] },
  ...parts,
});

const refusal = (status: number, code: string) => ({ status, code });
const MALFORMED = refusal(400, "malformed");

describe("what is no request of Flow's, or asks for what is not there,", () => {
  it("is refused where the signature is not Shopify's, and changes nothing", async () => {
    const answer = await post({ body: envelope(), secret: "somebody else's" });
    expect(answer).toMatchObject({ status: 401, answer: refused("signature_mismatch") });
    expect(await recordsOf(order)).toMatchObject([{ hold: null }]);
  });

  it.each<[what: string, request: Request, refusal: { status: number; code: string }]>([
    ["no JSON", { raw: "{" }, MALFORMED],
    ["JSON that is no object", { raw: "[1]" }, MALFORMED],
    ["no run", { body: { action_run_id: null } }, MALFORMED],
    ["a run without end", { body: { action_run_id: "x".repeat(201) } }, MALFORMED],
    ["a shop that is none", { body: { shopify_domain: "evil.example" } }, MALFORMED],
    ["another action than its address", { action: "release-hold" }, MALFORMED],
    ["an action that is none", { body: { handle: "explode" } }, refusal(400, "action_unknown")],
    ["no order", { body: { properties: {} } }, refusal(400, "order_missing")],
    [
      "an order that is none",
      { body: { properties: { order_id: "1; --" } } },
      refusal(400, "order_missing"),
    ],
    [
      "a shop without the app",
      { body: { shopify_domain: "rival.myshopify.com" } },
      refusal(404, "shop_unknown"),
    ],
    [
      "an order that nobody told of",
      { body: { properties: { order_id: "42" } } },
      refusal(422, "order_unknown"),
    ],
  ])("answers %s", async (_what, { body, ...parts }, { status, code }) => {
    const answer = await post({ ...parts, body: envelope(body as object) }); // a part of one, above
    expect(answer).toMatchObject({ status, answer: refused(code) });
  });

  it("finds no order and no message of another store", async () => {
    const other = await app.openShop("other", ["HAT"]);
    expect(other).toBeDefined();
    const foreign = envelope({ shopify_domain: "other.myshopify.com" });
    expect(await post({ body: foreign })).toMatchObject({
      status: 422,
      answer: refused("order_unknown"),
    });
    const [message] = await rows<{ id: string }>(
      "SELECT message_id AS id FROM interpretation LIMIT 1",
    );
    const replay = envelope({
      shopify_domain: "other.myshopify.com",
      handle: "replay-message",
      properties: { message: message?.id },
    });
    expect(await post({ action: "replay-message", body: replay })).toMatchObject({
      status: 422,
      answer: refused("message_unknown"),
    });
    expect(await recordsOf(order)).toMatchObject([{ hold: null }]);
  });

  it("is turned away by its method and its size", async () => {
    expect(await post({ method: "GET", body: {} })).toMatchObject({ status: 405 });
    expect(await post({ raw: "x".repeat(70_000) })).toMatchObject({ status: 413 });
  });

  it("is no error of ours", () => {
    expect(app.errors()).toEqual([]);
  });
});
