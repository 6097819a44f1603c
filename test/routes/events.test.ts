import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeTestEvent } from "../../app/adapters/postgres/outgoing/send-again.ts";
import { renewSubscriberKey } from "../../app/adapters/postgres/outgoing/subscriber-access.ts";
import { parseXml } from "../../app/domain/mapping/document/parse-xml.ts";
import type { EventBody } from "../../app/domain/outgoing/event-body.ts";
import { eventSource } from "../../app/outgoing.server.ts";
import { type SubscribedShop, subscribedShop } from "../pipeline/outgoing/subscribed-shop.ts";
import { startFront, type TestFront } from "./front-for-test.ts";
import { plainEndpoints, plainInbox } from "./plain-ports.ts";

let shop: SubscribedShop;
let front: TestFront;

beforeAll(async () => {
  shop = await subscribedShop();
  const events = eventSource({ database: shop.test.database, clock: shop.ports.clock });
  front = await startFront({ endpoints: plainEndpoints({}), inbox: plainInbox(), events });
});
afterAll(async () => {
  await front.close();
  await shop.test.close();
});

interface Asked {
  readonly key?: string;
  readonly method?: string;
  readonly accept?: string;
  readonly after?: string;
}

function ask(path: string, { key, method = "GET", accept, after }: Asked): Promise<Response> {
  return fetch(`${front.url}/api/v1/events${path}`, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(accept === undefined ? {} : { accept }),
      ...(after === undefined ? {} : { "last-event-id": after }),
    },
  });
}

interface Listed {
  readonly events: readonly (EventBody & { readonly acknowledged_at: string | null })[];
  readonly next: string | null;
  readonly has_more: boolean;
}

async function list(key: string, query = ""): Promise<Listed> {
  const answer = await ask(query, { key });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Listed;
}

const write = async (id: string) => (await writeTestEvent(shop.parts, shop.by, id)) ?? "";

/** What is written counts once every older transaction of the server has ended, those of other tests too. */
async function settled(): Promise<void> {
  const unsettled = () =>
    shop.test.owner.query(
      "SELECT FROM event_delivery WHERE written_in >= pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
    );
  await expect.poll(async () => (await unsettled()).rowCount, { timeout: 15_000 }).toBe(0);
}

describe("who asks for events", () => {
  it("S60, S86: reads them in pages, each once, and marks what it processed, as often as it likes", async () => {
    const { id, key } = await shop.subscribe({});
    const ids = [await write(id), await write(id), await write(id)];
    await settled();
    const first = await list(key, "?limit=2");
    expect(first).toMatchObject({ next: ids[1], has_more: true });
    const second = await list(key, `?limit=2&after=${first.next ?? ""}`);
    expect(second).toMatchObject({ next: ids[2], has_more: false });
    expect([...first.events, ...second.events].map((event) => event.id)).toEqual(ids);
    expect(await list(key, `?after=${ids[2] ?? ""}`)).toMatchObject({ events: [], next: null });

    const path = `/${ids[0] ?? ""}/ack`;
    const acknowledged = await ask(path, { key, method: "POST" });
    expect(acknowledged.status).toBe(200);
    const told = (await acknowledged.json()) as object;
    shop.pass(60);
    expect(await (await ask(path, { key, method: "POST" })).json()).toEqual(told);
    const open = await list(key, "?acknowledged=false");
    expect(open.events.map((event) => event.id)).toEqual(ids.slice(1));
    const [delivery] = await shop.deliveries(id);
    expect(delivery?.log.map(({ step }) => step)).toEqual(["acknowledged"]);
  });

  it("S60: is pushed no more of what it marked", async () => {
    const { id, key } = await shop.subscribe({ url: "https://portal.example/events" });
    const eventId = await write(id);
    await ask(`/${eventId}/ack`, { key, method: "POST" });
    expect(await shop.deliveries(id)).toMatchObject([{ state: "delivered", wait: null }]);
  });

  it("S59: gets JSON or XML, whichever it likes better, with the same in both", async () => {
    const { id, key } = await shop.subscribe({});
    await write(id);
    await write(id);
    await settled();
    const listed = await list(key);
    const answer = await ask("", { key, accept: "application/json;q=0.5, application/xml" });
    expect(answer.headers.get("content-type")).toBe("application/xml");
    const parsed = parseXml(await answer.text());
    expect(parsed).toMatchObject({ root: { answer: asTexts(listed) } });
    expect((await ask("", { key, accept: "image/png" })).status).toBe(406);
  });

  it("without a key that holds, for what it was not told, or with what is not understood gets a clear no", async () => {
    const { id, key } = await shop.subscribe({});
    const other = await shop.subscribe({});
    const eventId = await write(other.id);
    const codes = await Promise.all(
      [
        ask("", {}),
        ask("", { key: "hk_made-up" }),
        ask("?after=yesterday", { key }),
        ask("?limit=0", { key }),
        ask("?limit=501", { key }),
        ask("?page=2", { key }),
        ask(`?after=${eventId}`, { key }),
        ask(`/${eventId}/ack`, { key, method: "POST" }),
        ask(`/${eventId}/ack`, { key }),
        ask("/nothing", { key }),
      ].map(async (answer) => {
        const { error } = (await (await answer).json()) as { error: { code: string } };
        return `${String((await answer).status)} ${error.code}`;
      }),
    );
    expect(codes).toEqual([
      "401 key_invalid",
      "401 key_invalid",
      "400 parameter_invalid",
      "400 parameter_invalid",
      "400 parameter_invalid",
      "400 parameter_invalid",
      "410 event_forgotten",
      "404 event_unknown",
      "405 method_not_allowed",
      "404 not_found",
    ]);
    await renewSubscriberKey(shop.parts, shop.by, id);
    expect((await ask("", { key })).status).toBe(401);
  });

  it("S52: reads the schema of each event without a key", async () => {
    const schema = await (await ask("/schema", {})).text();
    expect(schema).toContain("order.status_changed");
    expect(schema).toContain("previous_status");
  });
});

/** As XML has it: every value a text, null an empty one, the one entry of a list as the list. */
function asTexts(value: unknown): unknown {
  if (value === null) return "";
  if (Array.isArray(value)) return { item: value.map(asTexts) };
  if (typeof value !== "object") return typeof value === "string" ? value : JSON.stringify(value);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, asTexts(part)]));
}

/** Ids of the events of a stream, as they come. */
function follow(answer: Response) {
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  return {
    async until(count: number): Promise<readonly string[]> {
      for (;;) {
        const ids = [...text.matchAll(/^id: (.+)$/gm)].map(([, id = ""]) => id);
        if (ids.length >= count) return ids;
        const { value, done } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done) throw new Error(`the stream ended after: ${text}`);
        text += value;
      }
    },
    async end(): Promise<void> {
      while (!(await reader?.read())?.done);
    },
    close: () => reader?.cancel(),
  };
}

describe("S86: a stream", () => {
  it("tells what is written from now on as it is written, and resumes after what was seen last", async () => {
    const { id, key } = await shop.subscribe({});
    const before = await write(id);
    await settled();
    const answer = await ask("/stream", { key });
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    const stream = follow(answer);
    const one = await write(id);
    expect(await stream.until(1)).toEqual([one]);
    const two = await write(id);
    expect(await stream.until(2)).toEqual([one, two]);
    await stream.close();
    const again = follow(await ask("/stream", { key, after: before }));
    expect(await again.until(2)).toEqual([one, two]);
    await again.close();
  });

  it("passes over nothing that an older transaction writes later", async () => {
    const { id, key } = await shop.subscribe({});
    const stream = follow(await ask("/stream", { key }));
    const eventId = shop.test.ids.next();
    const client = await shop.test.owner.connect();
    await client.query("BEGIN");
    await client.query(
      "INSERT INTO outgoing_event (id, shop_id, type, status) VALUES ($1, $2, 'test', 'test')",
      [eventId, shop.by.shopId],
    );
    const later = await write(id);
    await client.query(
      "INSERT INTO event_delivery (shop_id, subscriber_id, event_id, state) VALUES ($1, $2, $3, 'kept')",
      [shop.by.shopId, id, eventId],
    );
    expect((await list(key)).events).toEqual([]);
    await client.query("COMMIT");
    client.release();
    expect(await stream.until(2)).toEqual([eventId, later]);
    await stream.close();
  });

  it("ends with its key, is one of ten in a shop, and ends when the process is about to", async () => {
    const { id, key } = await shop.subscribe({});
    const doomed = follow(await ask("/stream", { key }));
    const fresh = (await renewSubscriberKey(shop.parts, shop.by, id)) ?? "";
    await doomed.end();
    const open = await Promise.all(
      Array.from({ length: 10 }, () => ask("/stream", { key: fresh })),
    );
    expect(open.map(({ status }) => status)).toEqual(Array(10).fill(200));
    expect((await ask("/stream", { key: fresh })).status).toBe(429);
    const streams = open.map(follow);
    front.drain();
    await Promise.all(streams.map((stream) => stream.end()));
    expect((await ask("/stream", { key: fresh })).status).toBe(503);
  });
});
