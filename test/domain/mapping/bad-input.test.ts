import { describe, expect, it } from "vitest";

import { interpret } from "../../../app/domain/mapping/interpret.ts";
import { BARE, codes, mapping, payload, read, STATUSES } from "./interpreting.ts";

const LINES = {
  shipment: {
    lines: [
      {
        forEach: ["$.lines[*]"],
        sku: [{ from: "item", path: "$.sku" }],
        quantity: [{ from: "item", path: "$.qty" }],
      },
    ],
  },
} as const;

const SHIPPED = { order: "#1001", status: "shipped" };

function lines(text: string) {
  return read(
    `{"order":"#1001","status":"shipped","lines":[{"sku":"A","qty":${text}}]}`,
    mapping({ ...(structuredClone(LINES) as object) }),
  );
}

describe("catalogue 46–63: JSON", () => {
  it.each([
    ["46 invalid", '{"order":', "1:10"],
    ["46 a trailing comma", '{\n  "order": "1",\n}', "3:1"],
    ["46 NaN", '{"order": NaN}', "1:11"],
    ["46 single quotes", "{'order': 1}", "1:2"],
    ["46 a comment", '{"order": 1 /* one */}', "1:13"],
    ["46 two values", '{"order":1}{"order":2}', "1:12"],
  ])("%s: json_syntax with the place", (_name, text, at) => {
    expect(read(text).problems).toMatchObject([{ code: "json_syntax", at, severity: "error" }]);
  });

  it("47 a byte order mark is no mistake", () => {
    expect(read(`\uFEFF${JSON.stringify(SHIPPED)}`).updates).toHaveLength(1);
  });

  it.each([
    ["48 UTF-16", Buffer.from(JSON.stringify(SHIPPED), "utf16le")],
    ["48 UTF-16 with its mark", Buffer.from(`\uFEFF${JSON.stringify(SHIPPED)}`, "utf16le")],
    ["49 invalid UTF-8", Buffer.from([0x7b, 0xc0, 0x80, 0x7d])],
  ])("%s: encoding", (_name, bytes) => {
    expect(codes(read(new Uint8Array(bytes)))).toEqual(["encoding"]);
  });

  it("50 a list is a batch, and one bad element does not spoil the others", () => {
    const { updates, problems } = read([
      SHIPPED,
      { order: "#1002" },
      { ...SHIPPED, order: "#1003" },
    ]);
    expect(updates.map(({ order }) => order.value)).toEqual(["#1001", "#1003"]);
    expect(problems).toMatchObject([{ code: "missing_status", at: "$[1].status" }]);
  });

  it("50 a list of more than 500 is refused whole", () => {
    expect(read(Array.from({ length: 500 }, () => SHIPPED)).updates).toHaveLength(500);
    expect(codes(read(Array.from({ length: 501 }, () => SHIPPED)))).toEqual(["batch_too_large"]);
  });

  it.each(['"text"', "17", "null", "true"])("51 a bare %s: not_an_object", (text) => {
    expect(codes(read(text))).toEqual(["not_an_object"]);
  });

  it("52 an empty object lacks order and status", () => {
    expect(codes(read("{}"))).toEqual(["missing_status", "missing_order"]);
  });

  it("53 a key that is mapped may not come twice; another may", () => {
    expect(codes(read('{"order":"1","order":"2","status":"shipped"}'))).toContain("duplicate_key");
    expect(read('{"x":1,"x":2,"order":"1","status":"shipped"}')).toMatchObject({
      updates: [{ order: { value: "1" } }],
      problems: [],
    });
  });

  it("54 __proto__ is data, and pollutes nothing", () => {
    const text =
      '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"order":"1","status":"shipped"}';
    expect(read(text).updates).toHaveLength(1);
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it("55 64 levels are read, 65 are too_deep", () => {
    const nested = (depth: number) =>
      `{"order":"1","status":"shipped","x":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`;
    expect(read(nested(64)).updates).toHaveLength(1);
    expect(codes(read(nested(65)))).toEqual(["too_deep"]);
    expect(codes(read("[".repeat(500_000)))).toEqual(["too_deep"]);
  });

  it("56, 57 a megabyte of spaces, a hundred thousand keys", () => {
    expect(codes(read(" ".repeat(1024 * 1024)))).toEqual(["empty_body"]);
    const keys = Array.from({ length: 100_000 }, (_, index) => `"${index.toString(36)}":1`).join(
      ",",
    );
    expect(codes(read(`{${keys.slice(0, 1_000_000).replace(/,[^,]*$/, "")}}`))).toEqual([
      "too_large",
    ]);
    expect(codes(read("x".repeat(1024 * 1024 + 1)))).toEqual(["too_large"]);
  });

  it.each([
    ["58 NUL", String.raw`a\u0000b`],
    ["59 a lone surrogate", String.raw`a\ud800b`],
  ])("%s becomes the replacement character, with a warning", (_name, text) => {
    expect(read(`{"order":"${text}","status":"shipped"}`)).toMatchObject({
      updates: [{ order: { value: "a\uFFFDb" } }],
      problems: [{ code: "text_replaced", severity: "warning" }],
    });
  });

  it.each([["1e400"], ["1e200000"], ["0.30000000000000004"], ["-1"], ["-0.5"]])(
    "60 %s is no quantity",
    (text) => {
      expect(codes(lines(text))).toEqual(["quantity_invalid", "lines_missing"]);
    },
  );

  it.each([
    ["61 9007199254740993", "9007199254740993", "9007199254740993"],
    ["61 twenty digits", "12345678901234567890", "12345678901234567890"],
    ["62 the text 00123", '"00123"', "00123"],
    ["62 the number 123", "123", "123"],
  ])("%s stays itself", (_name, source, order) => {
    expect(read(`{"order":${source},"status":"shipped"}`)).toMatchObject({
      updates: [{ order: { value: order } }],
    });
  });

  it.each(["true", "yes", "1"])("63 %s is no status until somebody maps it", (status) => {
    expect(read({ order: "1", status }).problems).toMatchObject([
      { code: "unmapped_status", value: status },
    ]);
  });
});

describe("catalogue 64–70: XML", () => {
  const XML = mapping({
    format: "xml",
    order: [{ kind: "name", from: "item", path: "$.s.order" }],
    status: [{ from: "item", path: "$.s['@status']" }],
  });
  const xml = (text: string | Uint8Array) => interpret(payload(text), XML, STATUSES);

  it.each([
    ["64 a DOCTYPE", '<!DOCTYPE s><s status="shipped"><order>1</order></s>'],
    [
      "65 an external entity",
      '<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]><s><order>&x;</order></s>',
    ],
    [
      "66 a billion laughs",
      '<!doctype s [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><s><order>&b;</order></s>',
    ],
  ])("%s: xml_doctype_forbidden", (_name, text) => {
    expect(codes(xml(text))).toEqual(["xml_doctype_forbidden"]);
  });

  it("67 CDATA, namespaces and attributes are read", () => {
    const text =
      '<?xml version="1.0"?><n:s xmlns:n="urn:x" status="shipped"><n:order><![CDATA[A&B <1>]]></n:order></n:s>';
    expect(xml(text)).toMatchObject({ updates: [{ order: { value: "A&B <1>" } }], problems: [] });
  });

  it("67 entities of text are read once", () => {
    const text = '<s status="shipped"><order>A &amp;amp; B &#35;&#x31;</order></s>';
    expect(xml(text)).toMatchObject({ updates: [{ order: { value: "A &amp; B #1" } }] });
  });

  it.each([
    ["68 another encoding", '<?xml version="1.0" encoding="ISO-8859-1"?><s/>', "encoding"],
    [
      "68 bytes that are not what it says",
      Buffer.from([0x3c, 0x73, 0x3e, 0xe4, 0x3c, 0x2f, 0x73, 0x3e]),
      "encoding",
    ],
    ["69 XML 1.1", '<?xml version="1.1"?><s/>', "xml_syntax"],
    ["69 control characters", "<s>\u0001</s>", "xml_syntax"],
    ["not closed", "<s><order></s>", "xml_syntax"],
    ["two roots", "<s/><s/>", "xml_syntax"],
    ["an unknown entity", "<s>&nbsp;</s>", "xml_syntax"],
    ["a reference to a control character", "<s>&#1;</s>", "xml_syntax"],
    ["an attribute that comes twice", '<s a="1" a="2"/>', "xml_syntax"],
    ["P4 depth", "<a>".repeat(65) + "</a>".repeat(65), "too_deep"],
    ["P3 a flood of references", `<s>${"&#65;".repeat(150_000)}</s>`, "too_large"],
    ["a flood of tags", `<s>${"<a/>".repeat(60_000)}</s>`, "too_large"],
    ["70 JSON", '{"order":1}', "content_type_mismatch"],
  ])("%s", (_name, text, code) => {
    expect(codes(xml(text))).toEqual([code]);
  });

  it("P5 __proto__ is data, and pollutes nothing", () => {
    xml("<s><__proto__><polluted>1</polluted></__proto__></s>");
    expect(({} as Record<string, unknown>)["polluted"]).toBeUndefined();
  });

  it.each(["<html><body>Login</body></html>", "<soap:Envelope/>"])(
    "70, 71 %s is no JSON",
    (text) => {
      expect(codes(read(text))).toEqual(["content_type_mismatch"]);
    },
  );

  it.each([
    ["one", "<i><q>1</q></i>", 1],
    ["three", "<i><q>1</q></i><i><q>2</q></i><i><q>3</q></i>", 3],
  ])("a list of %s is a list", (_name, items, count) => {
    const one = mapping({
      format: "xml",
      order: [{ kind: "name", from: "root", path: "$.s.order" }],
      status: [{ from: "constant", value: "shipped" }],
      forEach: ["$.s.items.i[*]"],
    });
    const text = `<s><order>1</order><items>${items}</items></s>`;
    expect(interpret(payload(text), one, STATUSES).updates).toHaveLength(count);
  });
});

it("the bare mapping is one that can be saved", () => {
  expect(mapping({})).toEqual(BARE);
});
