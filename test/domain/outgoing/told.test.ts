import { describe, expect, it } from "vitest";
import { instantOf } from "../../../app/domain/instant.ts";
import { parseXml } from "../../../app/domain/mapping/document/parse-xml.ts";
import { MILESTONES } from "../../../app/domain/milestone.ts";
import { eventBody, type OutgoingEvent } from "../../../app/domain/outgoing/event-body.ts";
import { eventText } from "../../../app/domain/outgoing/event-text.ts";
import { eventXml } from "../../../app/domain/outgoing/event-xml.ts";
import { formatAsked } from "../../../app/domain/outgoing/format-asked.ts";
import { secondsUntilRetry } from "../../../app/domain/outgoing/retries.ts";
import {
  NEW_SUBSCRIBER,
  subscriberFormSchema,
} from "../../../app/domain/outgoing/subscriber-form.ts";

const SHIPPED: OutgoingEvent = {
  id: "01a1fc47-99a9-7000-97e9-c9d689ebb20d",
  type: "shipment.applied",
  at: instantOf(Date.UTC(2026, 10, 21, 12)),
  orderId: "gid://shopify/Order/1",
  orderName: "#1001",
  sourceName: null,
  status: "shipped",
  metadata: {
    shipment: "S1",
    fulfillment_id: "gid://shopify/Fulfillment/1",
    tracking: [{ number: '<1Z> & "2"', carrier: null, url: "https://ups.example/1Z?a=1&b=2" }],
    lines: [{ line_item_id: "gid://shopify/LineItem/1", sku: "HÄT\u0000", quantity: 2 }],
  },
};

describe("what is told", () => {
  it("S59: says the same in XML as in JSON, whatever is in it", () => {
    const body = eventBody(SHIPPED, "Unterwegs <b>");
    if (body === null) throw new Error("no body");
    const read = parseXml(eventXml(body));
    expect(read).toMatchObject({
      root: {
        event: {
          id: SHIPPED.id,
          order_name: "#1001",
          metadata: {
            source: "",
            tracking: {
              item: { number: '<1Z> & "2"', carrier: "", url: "https://ups.example/1Z?a=1&b=2" },
            },
            lines: { item: { sku: "HÄT\ufffd", quantity: "2" } },
          },
          text: "Unterwegs <b>",
        },
      },
    });
  });

  it("S52: is no event where it does not fit the schema of its type", () => {
    expect(eventBody(SHIPPED, null)).not.toBeNull();
    expect(eventBody({ ...SHIPPED, status: "sent" }, null)).toBeNull();
    expect(eventBody({ ...SHIPPED, type: "message.applied" }, null)).toBeNull();
    const { lines: _lines, ...less } = SHIPPED.metadata;
    expect(eventBody({ ...SHIPPED, metadata: less }, null)).toBeNull();
    const more = { ...SHIPPED.metadata, customer: "Jo" };
    expect(eventBody({ ...SHIPPED, metadata: more }, null)).toBeNull();
  });

  it("S85: has a sentence for each milestone in each language, with the order and the way to the package", () => {
    for (const language of ["en", "de"] as const) {
      const told = MILESTONES.map((status) => eventText({ ...SHIPPED, status }, language));
      expect(new Set(told).size).toBe(MILESTONES.length);
      for (const text of told) {
        expect(text).toContain("#1001");
        expect(text).toContain("https://ups.example/1Z?a=1&b=2");
        expect(text?.length).toBeLessThan(160);
      }
    }
    expect(eventText({ ...SHIPPED, orderName: null }, "en")).toBeNull();
  });

  it("S57: waits 1, 5 and 30 seconds between tries, and then no more", () => {
    expect([1, 2, 3, 4].map(secondsUntilRetry)).toEqual([1, 5, 30, null]);
  });

  it.each([
    [undefined, "json"],
    ["*/*", "json"],
    ["application/xml", "xml"],
    ["text/xml;q=0.9, application/json;q=0.8", "xml"],
    ["application/json, application/xml", "json"],
    ["application/xml;q=0, */*;q=0.1", "json"],
    ["text/html", null],
  ] as const)("S59: to who accepts %s is %s", (accept, format) => {
    expect(formatAsked(accept)).toBe(format);
  });

  it("S52: goes to whom a form names, and to nobody whom it names wrongly", () => {
    const form = { ...NEW_SUBSCRIBER, name: " Portal ", url: "https://portal.example/in" };
    const wrong = (part: object) => {
      const read = subscriberFormSchema.safeParse({ ...form, ...part });
      return read.error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
    };
    expect(subscriberFormSchema.parse(form).name).toBe("Portal");
    expect(wrong({ name: " " })).toEqual(["name required"]);
    expect(wrong({ url: "ftp://portal.example" })).toEqual(["url url_invalid"]);
    expect(wrong({ eventTypes: [] })).toEqual(["eventTypes required"]);
    expect(wrong({ eventTypes: ["order.created"] })).toEqual(["eventTypes.0 unknown_choice"]);
    expect(wrong({ kind: "sms", url: "" })).toEqual(["url required"]);
    expect(wrong({ url: "", secondUrl: "https://two.example" })).toEqual(["url required"]);
    expect(wrong({ secondUrl: form.url })).toEqual(["secondUrl same_address"]);
    const texted = { kind: "sms", eventTypes: ["message.applied"] };
    expect(wrong(texted)).toEqual(["eventTypes unknown_choice"]);
  });
});
