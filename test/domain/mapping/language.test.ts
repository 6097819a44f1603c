import { describe, expect, it } from "vitest";

import { interpret } from "../../../app/domain/mapping/interpret.ts";
import { codes, mapping, payload, read, STATUSES, value } from "./interpreting.ts";

describe("a candidate", () => {
  it("gives way to the next one where it is blank", () => {
    const order = ["a", "b", "c", "d"].map((name) => ({
      kind: "name",
      from: "item",
      path: `$.${name}`,
    }));
    const { updates } = read({ a: "", b: null, c: "  ", d: 7, status: "shipped" }, {
      order,
    } as object);
    expect(updates[0]?.order.value).toBe("7");
  });

  it("of kind id takes Shopify's ids only, so that another system's id never passes for one", () => {
    const order = [
      { kind: "id", from: "item", path: "$.external" },
      { kind: "name", from: "item", path: "$.number" },
    ];
    const named = (external: unknown) =>
      read({ external, number: "#7", status: "shipped" }, { order } as object).updates[0]?.order;
    expect(named("AMZ23311")).toEqual({ kind: "name", value: "#7" });
    expect(named("5000000000001")).toEqual({ kind: "id", value: "5000000000001" });
    expect(named("gid://shopify/Order/5")).toEqual({ kind: "id", value: "gid://shopify/Order/5" });
  });

  it("counts only where its condition holds", () => {
    const status = [
      {
        from: "constant",
        value: "noise",
        when: { from: "item", path: "$.voided", equals: ["true"] },
      },
      { from: "constant", value: "shipped" },
    ];
    expect(read({ order: "1", voided: true }, { status } as object).ignored).toHaveLength(1);
    expect(read({ order: "1", voided: false }, { status } as object).updates).toHaveLength(1);
  });

  it("comes from headers and query, too", () => {
    const more = mapping({
      order: [{ kind: "name", from: "query", name: "order" }],
      status: [{ from: "header", name: "X-Event" }],
    });
    const asked = payload("{}", { headers: { "x-event": "Shipped" }, query: "order=%231001&x=1" });
    expect(interpret(asked, more, STATUSES).updates).toMatchObject([
      { order: { value: "#1001" }, milestone: "shipped" },
    ]);
  });

  it("reaches parents and the root while lists are gone through", () => {
    const { updates } = read(
      {
        shop: "S",
        orders: [
          { name: "#1", parcels: [{ id: 1 }, { id: 2 }] },
          { name: "#2", parcels: [] },
        ],
      },
      {
        forEach: ["$.orders[*]", "$.parcels[*]"],
        order: [{ kind: "name", from: "parent", path: "$.name" }],
        status: [{ from: "constant", value: "shipped" }],
        eventId: [{ from: "root", path: "$.shop" }],
        version: [{ from: "parent", up: 2, path: "$.orders[0].parcels[1].id" }],
        shipment: { reference: [{ from: "item", path: "$.id" }] },
      },
    );
    expect(
      updates.map(({ order, shipment, eventId, version }) => [
        order.value,
        shipment?.reference,
        eventId,
        version,
      ]),
    ).toEqual([
      ["#1", "1", "S", "2"],
      ["#1", "2", "S", "2"],
    ]);
  });
});

describe("a date", () => {
  it.each([
    ["iso", "2026-01-14T09:30:00Z", "2026-01-14T09:30:00.000Z"],
    ["iso", "2026-01-14 09:30", "2026-01-14T08:30:00.000Z"],
    ["iso", "2026-01-14", "2026-01-13T23:00:00.000Z"],
    ["iso", "2026-07-14T09:30:00.1234567", "2026-07-14T07:30:00.123Z"],
    ["iso", "2026-01-14T09:30:00+0530", "2026-01-14T04:00:00.000Z"],
    ["iso_basic", "20260114T093000Z", "2026-01-14T09:30:00.000Z"],
    ["http", "Wed, 14 Jan 2026 09:30:00 GMT", "2026-01-14T09:30:00.000Z"],
    ["unix_seconds", "1768383000.444", "2026-01-14T09:30:00.444Z"],
    ["unix_milliseconds", "1768383000123", "2026-01-14T09:30:00.123Z"],
    ["MM/dd/yyyy HH:mm", "01/14/2026 09:30", "2026-01-14T08:30:00.000Z"],
    ["M/d/yyyy h:mm a", "1/14/2026 9:30 PM", "2026-01-14T20:30:00.000Z"],
    ["d MMM yyyy HH:mm:ss X", "14 Jan 2026 09:30:00 +01:00", "2026-01-14T08:30:00.000Z"],
    ["dd.MM.yyyy 'um' HH:mm", "14.01.2026 um 09:30", "2026-01-14T08:30:00.000Z"],
  ])("in the format %s: %s", (format, text, instant) => {
    const then = [{ do: "date", formats: ["yyyy/MM/dd", format], zone: "Europe/Berlin" }];
    expect(value({ at: text }, { path: "$.at", then })).toBe(instant);
  });

  it.each([
    ["an hour that is skipped", "2026-03-29 02:30", "2026-03-29T01:30:00.000Z"],
    ["an hour that comes twice: the first", "2026-10-25 02:30", "2026-10-25T00:30:00.000Z"],
    ["before the change", "2026-03-29 01:59", "2026-03-29T00:59:00.000Z"],
    ["after the change", "2026-03-29 03:00", "2026-03-29T01:00:00.000Z"],
  ])("at %s", (_name, text, instant) => {
    const then = [{ do: "date", formats: ["iso"], zone: "Europe/Berlin" }];
    expect(value({ at: text }, { path: "$.at", then })).toBe(instant);
  });
});

describe("packages and lines", () => {
  it("come from several places, and equal packages count once", () => {
    const shipment = {
      packages: [
        {
          forEach: ["$.parcels[*]"],
          number: [{ from: "item", path: "$.no" }],
          carrier: [{ from: "parent", path: "$.carrier" }],
        },
        {
          number: [{ from: "item", path: "$['tn','tn2']" }],
          carrier: [{ from: "item", path: "$.carrier" }],
        },
      ],
    };
    const document = {
      order: "1",
      status: "shipped",
      carrier: "UPS",
      parcels: [{ no: "A" }, { no: "B" }],
      tn: "A",
      tn2: null,
    };
    expect(read(document, { shipment } as object).updates[0]?.shipment?.packages).toEqual([
      { number: "A", carrier: "UPS", url: null },
      { number: "B", carrier: "UPS", url: null },
    ]);
  });

  it("of a text with several numbers are as many packages", () => {
    const shipment = {
      packages: [
        { number: [{ from: "item", path: "$.tn", then: [{ do: "split", separator: ";" }] }] },
      ],
    };
    const { updates } = read({ order: "1", status: "shipped", tn: "A; B;" }, {
      shipment,
    } as object);
    expect(updates[0]?.shipment?.packages.map(({ number }) => number)).toEqual(["A", "B"]);
  });

  it("keyed by SKU in an object are lines, too", () => {
    const shipment = {
      lines: [
        {
          forEach: ["$.items[*]"],
          sku: [{ from: "item", path: "$.sku" }],
          quantity: [{ from: "item", path: "$.count" }],
        },
      ],
    };
    const items = { a: { sku: "A", count: 1 }, b: { sku: "B", count: "2" } };
    const { updates } = read({ order: "1", status: "shipped", items }, { shipment } as object);
    expect(updates[0]?.shipment?.lines.map(({ sku, quantity }) => [sku, quantity])).toEqual([
      ["A", 1],
      ["B", 2],
    ]);
  });
});

describe("S69: rules by channel and account", () => {
  const rules = [
    {
      when: { from: "item", path: "$.channel", equals: ["web"] },
      milestones: ["shipped"],
      require: ["tracking_number"],
    },
    {
      when: { from: "item", path: "$.account", equals: ["eu"] },
      require: ["event_id", "occurred_at"],
    },
  ];
  const check = (document: object) =>
    read({ order: "1", status: "shipped", ...document }, { rules } as object);

  it("ask of one channel what they do not ask of another", () => {
    expect(codes(check({ channel: "web" }))).toEqual(["missing_field"]);
    expect(check({ channel: "pos" }).updates).toHaveLength(1);
    expect(check({ channel: "web", status: "delivered" }).updates).toHaveLength(1);
  });

  it("name every field that is missing", () => {
    expect(check({ account: "eu" }).problems.map(({ field }) => field)).toEqual([
      "event_id",
      "occurred_at",
    ]);
  });
});

describe("a form", () => {
  it("is read by its names, repeated ones as a list", () => {
    const form = mapping({
      format: "form",
      order: [{ kind: "name", from: "item", path: "$.order" }],
      status: [{ from: "item", path: "$['order[status]']" }],
      shipment: { packages: [{ number: [{ from: "item", path: "$.tn[*]" }] }] },
    });
    const body = "order=%231001&order%5Bstatus%5D=shipped&tn=A&tn=B";
    expect(interpret(payload(body), form, STATUSES).updates).toMatchObject([
      { order: { value: "#1001" }, shipment: { packages: [{ number: "A" }, { number: "B" }] } },
    ]);
    const one = body.replace("&tn=B", "");
    expect(interpret(payload(one), form, STATUSES).updates[0]?.shipment?.packages).toHaveLength(1);
  });
});
