import { describe, expect, it } from "vitest";

import { interpret } from "../../../app/domain/mapping/interpret.ts";
import type { Payload } from "../../../app/domain/mapping/interpret.ts";
import { milestoneOf } from "../../../app/domain/mapping/targets/read-status.ts";
import { checkMappingFile } from "../../../app/domain/mapping/mapping-file.ts";
import { findPreset, PRESETS } from "../../../app/domain/mapping/presets/index.ts";
import type { Preset } from "../../../app/domain/mapping/presets/index.ts";

/** What the sample of each preset says: order, milestone, tracking number. */
const EXPECTED: Readonly<
  Record<string, readonly [order: string, milestone: string, number: string | null]>
> = {
  "adobe-commerce": ["name 1001", "shipped", "TEST0000000001"],
  aftership: ["name #1001", "in_transit", "TEST0000000001"],
  "amazon-mcf": ["name #1001", "shipped", "TEST0000000001"],
  easypost: ["tracking TEST0000000001", "in_transit", "TEST0000000001"],
  erpnext: ["name #1001", "shipped", "TEST0000000001"],
  "fluent-commerce": ["name #1001", "shipped", "TEST0000000001"],
  "generic-json": ["name #1001", "shipped", "TEST0000000001"],
  "generic-xml": ["name #1001", "shipped", "TEST0000000001"],
  medusa: ["name #1001", "shipped", "TEST0000000001"],
  saleor: ["name 1001", "shipped", "TEST0000000001"],
  sendcloud: ["name #1001", "shipped", "TEST0000000001"],
  shipbob: ["name #1001", "shipped", "TEST0000000001"],
  shiphero: ["name #1001", "shipped", "TEST0000000001"],
  shippo: ["name #1001", "delivered", "TEST0000000001"],
  "shipstation-v2": ["tracking TEST0000000001", "in_transit", "TEST0000000001"],
  shopware: ["name 1001", "shipped", "TEST0000000001"],
  spree: ["name R1001", "shipped", "TEST0000000001"],
  "standard-webhooks": ["name #1001", "shipped", "TEST0000000001"],
  vendure: ["name VENDURETEST1001", "shipped", "TEST0000000001"],
  woocommerce: ["name 1001", "shipped", "TEST0000000001"],
};

const THIN: Readonly<Record<string, string>> = {
  bigcommerce: "https://api.bigcommerce.com/stores/abc123/v2/orders/1001/shipments/12",
  "shipstation-v1": "https://ssapi.shipstation.com/shipments?batchId=1&includeShipmentItems=True",
};

function preset(id: string): Preset {
  const found = findPreset(id);
  if (found === null) throw new Error(`no preset ${id}`);
  return found;
}

function payloadOf({ sample }: Preset): Payload {
  const body = new TextEncoder().encode(sample.body);
  return { body, headers: sample.headers, query: sample.query };
}

function read(from: Preset, payload: Payload = payloadOf(from)) {
  return interpret(payload, from.mapping, from.statusMap);
}

describe("the presets", () => {
  it("are one for every system of the list, each with an id of its own", () => {
    const ids = PRESETS.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...ids].sort()).toEqual([...Object.keys(EXPECTED), ...Object.keys(THIN)].sort());
  });

  it.each(PRESETS.map((one) => [one.id, one] as const))(
    "%s can be saved as it is, and says where to click",
    (_id, { mapping, statusMap, help }) => {
      expect(checkMappingFile({ mapping, statusMap })).toEqual({ file: { mapping, statusMap } });
      expect(help.length).toBeGreaterThanOrEqual(3);
    },
  );

  it.each(Object.entries(EXPECTED))("%s reads its sample", (id, [order, milestone, number]) => {
    const { updates, problems } = read(preset(id));
    expect(problems).toEqual([]);
    const [update, ...others] = updates;
    expect(others).toEqual([]);
    expect(`${update?.order.kind ?? ""} ${update?.order.value ?? ""}`).toBe(order);
    expect(update?.milestone).toBe(milestone);
    expect(update?.occurredAt).toMatch(/^2026-01-14T09:30:00\.\d{3}Z$/);
    expect(update?.shipment?.packages[0]?.number ?? null).toBe(number);
  });

  it.each(Object.entries(THIN))("%s asks for what its thin webhook points to", (id, address) => {
    const { updates, problems, fetches } = read(preset(id));
    expect({ updates, problems, fetches }).toEqual({
      updates: [],
      problems: [],
      fetches: [address],
    });
  });

  it("never fetch from another host, whatever the webhook says", () => {
    const shipstation = preset("shipstation-v1");
    const evil = [
      "https://ssapi.shipstation.com.evil.example/shipments",
      "https://evil.example/?ssapi.shipstation.com",
      "https://ssapi@evil.example/",
      "http://ssapi.shipstation.com/",
      "https://ssapi.shipstation.com:8443/",
      "https://user:pass@ssapi.shipstation.com/",
      "https://ssapi.evil.shipstation.com/",
      "file:///etc/passwd",
    ];
    for (const resource_url of evil) {
      const body = new TextEncoder().encode(
        JSON.stringify({ resource_type: "SHIP_NOTIFY", resource_url }),
      );
      const { fetches, problems } = read(shipstation, { body, headers: {}, query: "" });
      expect(fetches).toEqual([]);
      expect(problems.map(({ code }) => code)).toEqual(["fetch_refused"]);
    }
  });

  it("read what a thin webhook's fetch has brought", () => {
    const body = new TextEncoder().encode(
      JSON.stringify({
        id: 12,
        order_id: 1001,
        date_created: "Wed, 14 Jan 2026 09:30:00 +0000",
        tracking_number: "TEST0000000001",
        tracking_carrier: "example",
        items: [{ order_product_id: 5, quantity: 2 }],
      }),
    );
    const { updates } = read(preset("bigcommerce"), {
      body,
      headers: {},
      query: "",
      isFetched: true,
    });
    expect(updates).toMatchObject([
      {
        order: { kind: "name", value: "1001" },
        occurredAt: "2026-01-14T09:30:00.000Z",
        shipment: { reference: "12", lines: [{ lineId: "5", quantity: 2 }] },
      },
    ]);
  });

  it("map statuses whatever their case, spaces and Unicode form", () => {
    const { statusMap } = preset("generic-json");
    for (const status of ["SHIPPED ", "\u3000Shipped", "ｓｈｉｐｐｅｄ", "shipped\n"]) {
      expect(milestoneOf(status, statusMap)).toBe("shipped");
    }
    expect(milestoneOf("sh\u0131pped", statusMap)).toBeUndefined();
  });
});
