import { describe, expect, it } from "vitest";
import { definitionText, readDefinition } from "../../../app/domain/polling/definition-text.ts";
import {
  definitionOfForm,
  formOfDefinition,
  NEW_POLLER_FORM,
} from "../../../app/domain/polling/poller-form.ts";
import { graphqlShop, simulatedOms } from "./definitions.ts";

describe("a poller's definition as text", () => {
  it.each([simulatedOms, graphqlShop, { ...simulatedOms, note: "As their guide of 2026 says." }])(
    "is read back as it was written",
    (definition) => {
      expect(readDefinition(definitionText(definition))).toEqual({ kind: "read", definition });
    },
  );

  it("is told apart from what is no JSON, and from JSON that is no definition", () => {
    expect(readDefinition("{feeds: []}")).toEqual({ kind: "no_json" });
    expect(readDefinition('{"auth": {"kind": "none"}}')).toMatchObject({
      kind: "wrong",
      faults: [{ at: "feeds" }],
    });
  });

  it("leaves out what only the form reads", () => {
    const { note, ...rest } = definitionOfForm(NEW_POLLER_FORM);
    expect(note).toContain("form");
    expect(readDefinition(definitionText({ note, ...rest }))).toEqual({
      kind: "read",
      definition: rest,
    });
  });

  it("is shown by the form only while it says what the form says", () => {
    const definition = definitionOfForm(NEW_POLLER_FORM);
    expect(formOfDefinition(definition)).toEqual(NEW_POLLER_FORM);
    const changed = { ...definition, limits: { requestsPerMinute: 7 } };
    expect(formOfDefinition(changed)).toBeNull();
  });
});
