import { afterEach, beforeEach, describe, expect, it } from "vitest";

import type { Paging } from "../../../app/domain/polling/definition/paging-schema.ts";
import type { PollerDefinition } from "../../../app/domain/polling/definition/poller-schema.ts";
import type { Watermark } from "../../../app/domain/polling/definition/watermark-schema.ts";
import { rows, startOwnSource } from "./own-source.ts";
import type { Answering, Asked, OwnSource, Row } from "./own-source.ts";
import { startPollingStage } from "./polling-stage.ts";
import type { PollingStage } from "./polling-stage.ts";

let stage: PollingStage;
let source: OwnSource | null = null;

beforeEach(async () => {
  stage = await startPollingStage();
});
afterEach(async () => {
  await stage.close();
  await source?.close();
  source = null;
});

const BY_TIME: Watermark = {
  kind: "updated_since",
  format: "iso",
  path: "$.updatedAt",
  order: "ascending",
};

interface Listing {
  readonly query?: Readonly<Record<string, string>>;
  readonly paging: Paging;
  readonly watermark?: Watermark;
  readonly detail?: PollerDefinition["feeds"][number]["detail"];
}

function listing({ query = {}, paging, watermark = BY_TIME, detail }: Listing): PollerDefinition {
  return {
    inputs: [{ name: "api_key", label: "API key", isSecret: true }],
    auth: { kind: "static", query: { key: "{input.api_key}" } },
    feeds: [
      {
        name: "orders",
        request: {
          url: "/orders",
          headers: { "x-version": "7" },
          query: { since: "{since}", limit: "{limit}", ...query },
        },
        records: { path: "$.orders[*]", id: "$.id" },
        paging,
        watermark,
        ...(detail === undefined ? {} : { detail }),
      },
    ],
    limits: { requestsPerMinute: 60_000, burst: 1_000 },
  };
}

async function start(answering: Answering): Promise<OwnSource> {
  source = await startOwnSource((asked) => {
    const isKnown = asked.query.get("key") === "k" && asked.headers["x-version"] === "7";
    return isKnown || asked.path !== "/orders" ? answering(asked) : { status: 403, json: {} };
  });
  return source;
}

async function set(definition: PollerDefinition): Promise<void> {
  await stage.set(definition, { baseUrl: source?.url ?? "", inputs: { api_key: "k" } });
}

/** Rows since a moment, oldest change first, as most sources list them. */
function listed(all: readonly Row[], { query }: Pick<Asked, "query">): readonly Row[] {
  const since = query.get("since") ?? "";
  return all
    .filter(({ updatedAt }) => updatedAt >= since)
    .sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1));
}

const PAGE = 4;
/** Each is one way of leading through a list: what the definition says, and what the source answers from a place on. */
const WAYS: readonly (readonly [string, Listing, (all: Row[]) => Answering])[] = [
  [
    "by offset",
    { paging: { kind: "offset", limit: PAGE }, query: { offset: "{offset}" } },
    (all) => (asked) => {
      const from = Number(asked.query.get("offset"));
      return { json: { orders: listed(all, asked).slice(from, from + PAGE) } };
    },
  ],
  [
    "by a cursor in the answer",
    {
      paging: { kind: "cursor", limit: PAGE, next: { from: "body", path: "$.next" } },
      query: { after: "{cursor}" },
    },
    (all) => (asked) => {
      const from = Number((asked.query.get("after") ?? "c0").slice(1));
      const list = listed(all, asked);
      const next = from + PAGE < list.length ? `c${String(from + PAGE)}` : null;
      return { json: { orders: list.slice(from, from + PAGE), next } };
    },
  ],
  [
    "by the Link header",
    { paging: { kind: "link_header", limit: PAGE }, query: {} },
    (all) => (asked) => {
      const from = Number(asked.query.get("from") ?? "0");
      const list = listed(all, asked);
      const since = asked.query.get("since") ?? "";
      const next = `</orders?since=${encodeURIComponent(since)}&from=${String(from + PAGE)}>; rel="next"`;
      const link = from + PAGE < list.length ? `</orders>; rel="first", ${next}` : "";
      return { headers: { link }, json: { orders: list.slice(from, from + PAGE) } };
    },
  ],
  [
    "by the address of the next page",
    { paging: { kind: "next_url", limit: PAGE, path: "$.next" } },
    (all) => (asked) => {
      const from = Number(asked.query.get("from") ?? "0");
      const list = listed(all, asked);
      const since = encodeURIComponent(asked.query.get("since") ?? "");
      const next = `http://${asked.headers["host"] ?? ""}/orders?since=${since}&from=${String(from + PAGE)}`;
      const isLast = from + PAGE >= list.length;
      return {
        json: { orders: list.slice(from, from + PAGE), ...(isLast ? {} : { next }) },
      };
    },
  ],
  [
    "by the last id",
    { paging: { kind: "last_id", limit: PAGE, path: "$.id" }, query: { after_id: "{last_id}" } },
    (all) => (asked) => {
      const after = Number(asked.query.get("after_id") ?? "0");
      const list = listed(all, asked).filter(({ id }) => Number(id) > after);
      return { json: { orders: list.slice(0, PAGE) } };
    },
  ],
];

describe.each(WAYS)("a list that leads on %s", (_name, definition, answering) => {
  it("is read to its end, and then only what changed", async () => {
    const all = rows(11);
    await start(answering(all));
    await set(listing(definition));
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).messages).toBe(11);
    const requests = source?.asked.length ?? 0;
    all.push({ id: "12", version: 1, updatedAt: new Date().toISOString() });
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).messages).toBe(12);
    expect((source?.asked.length ?? 0) - requests).toBeLessThanOrEqual(2);
  });

  it("loses nothing where it breaks off half way, and stays behind what is stored", async () => {
    const all = rows(11);
    let answers = 0;
    const answer = answering(all);
    await start((asked) => (++answers === 2 ? "break" : answer(asked)));
    await set(listing(definition));
    expect((await stage.poll())?.code).toBe("unreachable");
    expect((await stage.counts()).messages).toBe(4);
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).messages).toBe(11);
  });
});

describe("the address of a next page", () => {
  it("is not asked where it is another server's, which would get the key", async () => {
    const elsewhere = await startOwnSource(() => ({ json: { orders: [] } }));
    await start(() => ({ json: { orders: rows(PAGE), next: `${elsewhere.url}/orders` } }));
    await set(listing({ paging: { kind: "next_url", limit: PAGE, path: "$.next" } }));
    expect((await stage.poll())?.code).toBe("next_elsewhere");
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });
});

describe("a list that only names its orders", () => {
  const definition = listing({
    paging: { kind: "none" },
    detail: { request: { url: "/orders/{id}" }, path: "$.order" },
  });

  it("has each one asked for, also after the source made it wait", async () => {
    let refusals = 1;
    await start(({ path }) => {
      const id = path.split("/")[2];
      if (id === undefined) return { json: { orders: rows(3).map((row) => ({ ...row })) } };
      if (id === "2" && refusals-- > 0) return { status: 429, headers: { "retry-after": "3" } };
      return { json: { order: { id, lines: [`line of ${id}`] } } };
    });
    await set(definition);
    expect(await stage.poll()).toBeNull();
    expect(stage.waits).toContain(3);
    expect((await stage.counts()).messages).toBe(3);
    const details = source?.asked.map(({ path }) => path).filter((path) => path !== "/orders");
    expect(details).toEqual(["/orders/1", "/orders/2", "/orders/2", "/orders/3"]);
  });

  it("stays where it is while a detail cannot be had", async () => {
    let isDown = true;
    await start(({ path }) => {
      const id = path.split("/")[2];
      if (id === undefined) return { json: { orders: rows(3) } };
      return isDown && id === "3" ? { status: 500, json: {} } : { json: { order: { id } } };
    });
    await set(definition);
    const before = await stage.watermark();
    expect((await stage.poll())?.code).toBe("server_error");
    expect(await stage.watermark()).toBe(before);
    isDown = false;
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).messages).toBe(3);
  });
});

describe("a source that is asked for spans of time", () => {
  it("is asked span by span up to now, none longer than it allows", async () => {
    const all = rows(600).map((row, at) => ({
      ...row,
      updatedAt: new Date(Date.now() - (600 - at) * 120_000).toISOString(),
    }));
    await start(({ query }) => {
      const [from, to] = [query.get("since") ?? "", query.get("until") ?? ""];
      if (Date.parse(to) - Date.parse(from) > 6 * 3_600_000) return { status: 400, json: {} };
      return { json: { orders: all.filter((row) => row.updatedAt >= from && row.updatedAt < to) } };
    });
    await set(
      listing({
        paging: { kind: "none" },
        query: { until: "{until}" },
        watermark: { kind: "window", format: "iso", maximumHours: 5 },
      }),
    );
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).messages).toBe(600);
    all.push({ id: "601", version: 1, updatedAt: new Date().toISOString() });
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).messages).toBe(601);
  });
});

describe("a source whose ids only grow", () => {
  it("is asked from the greatest id on, and a little before it for those that appear late", async () => {
    const late = { id: "5", version: 1, updatedAt: "" };
    const all = rows(9).filter(({ id }) => id !== "5");
    await start(({ query }) => {
      const after = Number(query.get("after_id"));
      const found = all.filter(({ id }) => Number(id) > after);
      return { json: { orders: found.sort((a, b) => Number(a.id) - Number(b.id)).slice(0, PAGE) } };
    });
    await set(
      listing({
        paging: { kind: "last_id", limit: PAGE, path: "$.id" },
        query: { after_id: "{last_id}" },
        watermark: { kind: "growing_id", path: "$.id", overlapIds: 6 },
      }),
    );
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).messages).toBe(8);
    expect(await stage.watermark()).toBe("9");
    all.push(late, { id: "10", version: 1, updatedAt: "" });
    expect(await stage.poll()).toBeNull();
    expect((await stage.counts()).messages).toBe(10);
    expect(await stage.watermark()).toBe("10");
  });
});
