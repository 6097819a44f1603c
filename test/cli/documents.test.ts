import { readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { transformSchema } from "../../app/domain/mapping/language/transform-schema.ts";
import { checkMappingFile, mappingFileJsonSchema } from "../../app/domain/mapping/mapping-file.ts";
import { pollerJsonSchema } from "../../app/domain/polling/definition/check-poller.ts";

const guide = readFileSync("docs/mapping.md", "utf8");

describe("the documents on mappings", () => {
  it("publish the JSON Schema that is in force (renew it with `npx handoff schema`)", () => {
    expect(JSON.parse(readFileSync("docs/mapping.schema.json", "utf8"))).toEqual(
      JSON.parse(JSON.stringify(mappingFileJsonSchema())),
    );
  });

  it("publish the JSON Schema of a poller (renew it with `npx handoff schema --of poller`)", () => {
    expect(JSON.parse(readFileSync("docs/poller.schema.json", "utf8"))).toEqual(
      JSON.parse(JSON.stringify(pollerJsonSchema())),
    );
  });

  it("show a mapping that can be saved", () => {
    const [, example = ""] = /```json\n([\s\S]*?)```/.exec(guide) ?? [];
    expect(checkMappingFile(JSON.parse(example))).toHaveProperty("file");
  });

  it("name every transform", () => {
    const names = transformSchema.options.flatMap(({ shape }) => namesOf(shape.do));
    expect(names.length).toBeGreaterThan(15);
    for (const name of names) expect(guide).toContain(`\`${name}\``);
  });
});

/** A literal has values, an enumeration options. */
function namesOf(
  kind: { readonly options: readonly string[] } | { readonly values: ReadonlySet<string> },
) {
  return "options" in kind ? kind.options : [...kind.values];
}
