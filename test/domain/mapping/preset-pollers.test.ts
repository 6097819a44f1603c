import { describe, expect, it } from "vitest";

import { instantOf } from "../../../app/domain/instant.ts";
import { interpret } from "../../../app/domain/mapping/interpret.ts";
import { checkMapping } from "../../../app/domain/mapping/mapping-file.ts";
import { findPreset, PRESETS } from "../../../app/domain/mapping/presets/index.ts";
import { beginPoll } from "../../../app/domain/polling/begin-poll.ts";
import { checkPoller } from "../../../app/domain/polling/definition/check-poller.ts";
import { readRecords } from "../../../app/domain/polling/read-records.ts";
import { requestOf } from "../../../app/domain/polling/request-of.ts";
import type { Session } from "../../../app/domain/polling/session.ts";
import { fillText } from "../../../app/domain/polling/definition/template.ts";
import { PAGES_OF_SHIPPERS } from "./poll-pages/of-shippers.ts";
import { PAGES_OF_SHOPS } from "./poll-pages/of-shops.ts";
import type { PollPage } from "./poll-pages/poll-page.ts";

const POLL_PAGES = [...PAGES_OF_SHIPPERS, ...PAGES_OF_SHOPS];

const SINCE = instantOf(Date.UTC(2026, 0, 14, 9));
const NOW = instantOf(Date.UTC(2026, 0, 14, 10));
const SESSION: Session = {
  token: "session-token",
  endsAt: instantOf(Date.UTC(2026, 0, 15)),
  idleSeconds: null,
  usedAt: instantOf(Date.UTC(2026, 0, 14)),
  refreshToken: null,
  baseUrl: null,
};

function pollerOf({ preset: id, feed: name }: PollPage) {
  const preset = findPreset(id);
  const definition = preset?.poller;
  const feed = definition?.feeds.find((one) => one.name === name);
  if (!preset || !definition || !feed) throw new Error(`${id} has no feed ${name}`);
  return { preset, definition, feed };
}

/** As the merchant confirms it; a system that anybody hosts has none to propose. */
function baseUrlOf({ baseUrl }: { readonly baseUrl?: string | undefined }, { inputs }: PollPage) {
  const entered = Object.entries(inputs).map(([name, value]) => [`input.${name}`, value] as const);
  return fillText(baseUrl ?? "https://vendure.example.com", Object.fromEntries(entered)) ?? "";
}

function answered(body: object) {
  const bytes = new TextEncoder().encode(JSON.stringify(body));
  return { outcome: "answered", status: 200, headers: {}, body: bytes } as const;
}

describe("the presets' pollers", () => {
  const polled = PRESETS.filter(({ poller }) => poller !== undefined);

  it("are there for every system whose polling is known, each with a page of its own", () => {
    const known = POLL_PAGES.map(({ preset }) => preset).sort();
    expect(polled.map(({ id }) => id).sort()).toEqual(known);
  });

  it.each(polled.map((preset) => [preset.id, preset] as const))(
    "%s passes the check of definitions and of mappings",
    (_id, { poller, mapping }) => {
      expect(checkPoller(poller)).toHaveProperty("definition");
      expect(checkMapping(JSON.parse(JSON.stringify(mapping)))).toHaveProperty("mapping");
    },
  );

  it.each(POLL_PAGES.map((page) => [page.preset, page] as const))(
    "%s asks as the system documents it",
    (_id, page) => {
      const { definition } = pollerOf(page);
      const watermarks = Object.fromEntries(definition.feeds.map(({ name }) => [name, SINCE]));
      const access = { baseUrl: baseUrlOf(definition, page), inputs: page.inputs };
      const asker = { definition, access, session: SESSION };
      const request = requestOf(asker, beginPoll(definition, { watermarks }, NOW));
      if (request === null || "problem" in request) throw new Error(JSON.stringify(request));
      expect(request.url).toBe(page.asks.url);
      const [name, value] = page.asks.header ?? ["", ""];
      const sent = Object.entries(request.headers).map(([key, text]) => [key.toLowerCase(), text]);
      expect(Object.fromEntries(sent)).toMatchObject({ [name.toLowerCase()]: value });
      if (page.asks.body !== undefined) {
        expect(JSON.parse(request.body ?? "")).toMatchObject(page.asks.body);
      }
    },
  );

  it.each(POLL_PAGES.map((page) => [page.preset, page] as const))(
    "%s reads a page of the system's own shape to what it means",
    (_id, page) => {
      const { preset, definition, feed } = pollerOf(page);
      const listed = readRecords(answered(page.answer), { definition, feed });
      if ("problem" in listed) throw new Error(JSON.stringify(listed.problem));
      expect(listed.records.map(({ id }) => id)).toEqual(page.ids);
      expect(listed.records[0]?.rank ?? null).toBe(page.changedAt);

      const bodies =
        page.detail === undefined
          ? listed.records.map(({ canonical }) => canonical)
          : [JSON.stringify(page.detail)];
      const read = bodies.map((body) =>
        interpret(
          { body: new TextEncoder().encode(body), headers: {}, query: "", isPolled: true },
          preset.mapping,
          preset.statusMap,
        ),
      );
      expect(read.flatMap(({ problems }) => problems)).toEqual([]);
      expect(
        read
          .flatMap(({ updates }) => updates)
          .map(({ order, milestone, shipment, occurredAt }) => ({
            order: order.value,
            milestone,
            tracking: shipment?.packages[0]?.number ?? null,
            occurredAt,
          })),
      ).toEqual(page.updates);
    },
  );

  it("say where a fact was not checked against the system", () => {
    for (const { id, poller } of polled) expect(poller?.note, id).toBeTruthy();
    const checked = ["vendure", "woocommerce", "bigcommerce"];
    for (const { id, poller } of polled.filter((one) => !checked.includes(one.id))) {
      expect(poller?.note, id).toContain("from memory");
    }
  });
});
