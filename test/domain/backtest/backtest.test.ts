import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addMessage,
  type ComparedOrder,
  differencesOf,
  UNTOLD,
} from "../../../app/domain/backtest/compared-order.ts";
import type { DifferenceKind } from "../../../app/domain/backtest/difference.ts";
import { outcomeOf } from "../../../app/domain/backtest/outcome.ts";
import { compareReadings, type MappingContent } from "../../../app/domain/backtest/read-both.ts";
import type { SideRules } from "../../../app/domain/backtest/side.ts";
import { instantOf, plusSeconds } from "../../../app/domain/instant.ts";
import { interpret } from "../../../app/domain/mapping/interpret.ts";
import { genericJson } from "../../../app/domain/mapping/presets/generic-json.ts";
import { DEFAULT_POLICY } from "../../../app/domain/plan/policy.ts";

const NOON = instantOf(Date.UTC(2026, 10, 20, 12));
const LIVE: MappingContent = { mapping: genericJson.mapping, statusMap: genericJson.statusMap };
const RULES: SideRules = { driving: ["oms"], policies: { oms: DEFAULT_POLICY } };

interface Event {
  readonly order?: string;
  readonly status?: string;
  readonly minute?: number;
  readonly shipment?: string;
  readonly number?: string | null;
  readonly sku?: string;
}

function payload(event: Event, place: number) {
  const at = plusSeconds(NOON, (event.minute ?? place) * 60);
  const body = JSON.stringify({
    event_id: `e${String(place)}`,
    order: { name: event.order ?? "#1001" },
    status: event.status ?? "shipped",
    occurred_at: at,
    shipment: {
      id: event.shipment ?? "S1",
      packages:
        event.number === null ? [] : [{ tracking_number: event.number ?? "1Z1", carrier: "UPS" }],
      lines: [{ sku: event.sku ?? "A", quantity: 1 }],
    },
  });
  return {
    id: String(place),
    sourceId: "oms",
    receivedAt: plusSeconds(at, 5),
    now: plusSeconds(at, 5),
    headers: { "content-type": "application/json" },
    query: "",
    body: new TextEncoder().encode(body),
  };
}

function backtest(
  events: readonly Event[],
  draft: MappingContent,
  rules = RULES,
): ReadonlyMap<string, ComparedOrder> {
  const read = (message: ReturnType<typeof payload>, { mapping, statusMap }: MappingContent) =>
    interpret(message, mapping, statusMap);
  const orders = new Map<string, ComparedOrder>();
  for (const [place, event] of events.entries()) {
    const message = payload(event, place);
    const readings = { live: read(message, LIVE), draft: read(message, draft) };
    const { orders: claimed, orphan } = compareReadings(message, readings);
    const parts = orphan === null ? [...claimed] : [["orphan", orphan] as const];
    for (const [key, message] of parts) {
      orders.set(key, addMessage(orders.get(key) ?? UNTOLD, message, rules));
    }
  }
  return orders;
}

function kinds(events: readonly Event[], draft: MappingContent, rules = RULES) {
  const found: Record<string, readonly DifferenceKind[]> = {};
  for (const [key, order] of backtest(events, draft, rules)) {
    const differences = differencesOf(order, rules);
    if (differences.length > 0) found[key] = differences;
  }
  return found;
}

const anyEvent = fc.record({
  order: fc.constantFrom("#1001", "#1002"),
  status: fc.constantFrom(...Object.keys(genericJson.statusMap), "unheard of"),
  minute: fc.integer({ min: 0, max: 5000 }),
  shipment: fc.constantFrom("S1", "S2"),
  number: fc.constantFrom("1Z1", "1Z2", null),
  sku: fc.constantFrom("A", "B"),
});

const withStatus = (statusMap: MappingContent["statusMap"]): MappingContent => ({
  mapping: LIVE.mapping,
  statusMap: { ...LIVE.statusMap, ...statusMap },
});

const { shipped: _shipped, ...WITHOUT_SHIPPED } = LIVE.statusMap;

describe("a backtest", () => {
  it("finds no difference between a mapping and itself", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 12 }), (events) => {
        expect(kinds(events, LIVE)).toEqual({});
      }),
      { numRuns: 500 },
    );
  });

  it("says that an order would no longer ship, and that its message would fail", () => {
    const draft = { mapping: LIVE.mapping, statusMap: WITHOUT_SHIPPED };
    expect(kinds([{}], draft)).toEqual({
      "name:#1001": ["newly_fails", "would_not_ship", "would_not_mail"],
    });
  });

  it("says that an order would ship that was stuck, and whom it would mail", () => {
    const draft = withStatus({ raus: "shipped" });
    expect(kinds([{ status: "raus" }, { order: "#1002" }], draft)).toEqual({
      "name:#1001": ["no_longer_fails", "would_ship", "would_mail"],
    });
  });

  it("says that a customer would be mailed again for one parcel", () => {
    const { shipment, ...rest } = LIVE.mapping;
    const draft: MappingContent = {
      statusMap: LIVE.statusMap,
      mapping: {
        ...rest,
        shipment: { ...shipment, reference: [{ from: "item", path: "$.event_id" }] },
      },
    };
    const events = [{}, { minute: 9, number: "1Z2" }];
    expect(kinds(events, draft)).toEqual({
      "name:#1001": ["other_shipments", "would_mail_again"],
    });
  });

  it("says that the tracking would be lost, and counts no mail that waits for it", () => {
    const { shipment, ...rest } = LIVE.mapping;
    const draft: MappingContent = {
      statusMap: LIVE.statusMap,
      mapping: { ...rest, shipment: { ...shipment, packages: [] } },
    };
    expect(kinds([{}], draft)).toEqual({ "name:#1001": ["lost_tracking", "would_not_mail"] });
  });

  it("says that other lines would ship", () => {
    const { shipment, ...rest } = LIVE.mapping;
    const draft: MappingContent = {
      statusMap: LIVE.statusMap,
      mapping: { ...rest, shipment: { ...shipment, lines: [] } },
    };
    expect(kinds([{}], draft)).toEqual({ "name:#1001": ["other_lines"] });
  });

  it("says that another order would be meant", () => {
    const draft: MappingContent = {
      statusMap: LIVE.statusMap,
      mapping: { ...LIVE.mapping, order: [{ kind: "name", from: "constant", value: "#9" }] },
    };
    expect(kinds([{}], draft)).toEqual({
      "name:#1001": ["would_not_ship", "would_not_mail"],
      "name:#9": ["would_ship", "would_mail"],
    });
  });

  it("tells of a message in which neither mapping finds an order", () => {
    const draft = withStatus({ "unheard of": "ignore" });
    expect(kinds([{ status: "unheard of" }], draft)).toEqual({ orphan: ["no_longer_fails"] });
  });

  it("counts mails by the source's own rules, at the moment when each was learnt", () => {
    const quiet = {
      ...DEFAULT_POLICY,
      notices: { ...DEFAULT_POLICY.notices, shipped: "never" },
    } as const;
    const draft = withStatus({ raus: "shipped" });
    const rules = { ...RULES, policies: { oms: quiet } };
    expect(kinds([{ status: "raus" }], draft, rules)).toEqual({
      "name:#1001": ["no_longer_fails", "would_ship"],
    });
    const [order] = backtest([{}, { minute: 30, status: "delivered" }], LIVE).values();
    const { mails } = outcomeOf(order?.live ?? UNTOLD.live, RULES);
    expect(mails.map(({ kind }) => kind)).toEqual(["shipped", "delivered"]);
  });
});
