import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { parseJson } from "../../../app/domain/mapping/document/parse-json.ts";
import { scanJson } from "../../../app/domain/mapping/document/scan-json.ts";
import { plainText } from "../../../app/domain/mapping/document/text.ts";
import { isDocumentObject } from "../../../app/domain/mapping/document/value.ts";
import type { DocumentValue } from "../../../app/domain/mapping/document/value.ts";
import { readBodyText } from "../../../app/domain/mapping/read-body-text.ts";

const FILLING = Array.from({ length: 45_000 }, (_, at) => at);
const bytes = (text: string) => new TextEncoder().encode(text);

/** By building the whole document. */
function read(text: string, names: readonly string[]): string | null {
  const document = parseJson(text);
  if (!("root" in document)) return null;
  let value: DocumentValue | undefined = document.root;
  for (const name of names) value = isDocumentObject(value) ? value[name] : undefined;
  return value === undefined ? null : plainText(value);
}

describe("one value of a large body", () => {
  const name = fc.constantFrom("a", "b", 'q"', "\\", "é");
  const names = fc.array(name, { minLength: 1, maxLength: 3 });
  const tree = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { depthSize: "medium" },
      fc.string({ unit: "binary" }),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 4 }),
      fc.dictionary(name, tie("value"), { maxKeys: 4 }),
    ),
  })).value;

  it("is the value that reading all of it finds, whatever stands around it", () => {
    fc.assert(
      fc.property(tree, names, fc.constantFrom(0, 2), (value, path, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(scanJson(text, path)).toBe(read(text, path));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ['{"id":"x","id":"y"}', null],
    ['{"id":12345678901234567890}', "12345678901234567890"],
    ['{"id":1.0}', "1"],
    ['{"id":{"a":1}}', null],
    ['{"id":"a\\u0062"}', "ab"],
    ['{"other":"\\\\","id":"x"}', "x"],
    ['{"id"', null],
    ["", null],
    ['["id"]', null],
    ['{"a":[{"id":"no"}],"id":"yes"', "yes"],
  ])("of %s is %s", (text, wanted) => {
    expect(scanJson(text, ["id"])).toBe(wanted);
  });

  it("is found in a megabyte without holding up the receiver", () => {
    const body = bytes(JSON.stringify({ filling: FILLING, event: { id: "evt_1" } }));
    expect(readBodyText(body, "$.event.id")).toBe("evt_1");
    const spent = [1, 2, 3].map(() => {
      const before = process.threadCpuUsage();
      readBodyText(body, "$.event.id");
      const { user, system } = process.threadCpuUsage(before);
      return (user + system) / 1000;
    });
    expect(Math.min(...spent)).toBeLessThan(20);
  });

  it("and of a small one, and by a path with more than names, by reading all of it", () => {
    expect(readBodyText(bytes('{"a":[{"id":"x"}]}'), "$.a[0].id")).toBe("x");
    const large = bytes(JSON.stringify({ filling: FILLING, a: [{ id: "x" }] }));
    expect(readBodyText(large, "$.a[0].id")).toBe("x");
  });
});
