import { describe, expect, it } from "vitest";
import { prettyJson } from "../../app/screens/messages/pretty-json.ts";

describe("a payload that is shown", () => {
  it("keeps every digit of a number, the order of keys and their repetition", () => {
    const text = '{"id":90071992547409931234,"a":1,"a":2,"price":1.10}';
    expect(prettyJson(text)).toBe(
      '{\n  "id": 90071992547409931234,\n  "a": 1,\n  "a": 2,\n  "price": 1.10\n}',
    );
  });

  it("leaves what stands in a text alone", () => {
    expect(prettyJson(String.raw`["a,b:{c}","quote \" and , comma"]`)).toBe(
      String.raw`[
  "a,b:{c}",
  "quote \" and , comma"
]`,
    );
  });

  it("keeps empty lists and objects on their line", () => {
    expect(prettyJson('{"lines":[],"box":{}}')).toBe('{\n  "lines": [],\n  "box": {}\n}');
  });

  it.each(["{not json", "<xml/>", "a=b&c=d", ""])("shows %j as it came", (text) => {
    expect(prettyJson(text)).toBe(text);
  });

  it("says the same as before to a JSON reader", () => {
    const value = { order: { name: "#1001", lines: [{ sku: "A", n: [1, 2, []] }] }, empty: {} };
    expect(JSON.parse(prettyJson(JSON.stringify(value)))).toEqual(value);
  });

  it("takes a payload of a megabyte in its stride", () => {
    const text = JSON.stringify(
      Array.from({ length: 40_000 }, (_, n) => ({ sku: `SKU-${String(n)}` })),
    );
    const start = performance.now();
    prettyJson(text);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
