import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { runRerun } from "../../../app/cli/rerun-command.ts";
import type { TicketBundle } from "../../../app/domain/ticket/bundle.ts";
import { rerun } from "../../../app/domain/ticket/rerun.ts";

/** Bundles of real tickets, each a `bundle.json` under another name. */
const FOLDER = path.join(import.meta.dirname, "incidents");
const INCIDENTS = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));

function bundleOf(name: string): TicketBundle {
  return JSON.parse(readFileSync(path.join(FOLDER, name), "utf8")) as TicketBundle; // made by Handoff
}

describe("an incident that was bundled", () => {
  it.each(INCIDENTS)("is judged today as it was then: %s", (name) => {
    const { text, exitCode } = runRerun({ bundle: path.join(FOLDER, name) });
    expect({ text, exitCode }).toMatchObject({ exitCode: 0 });
  });

  it.each([
    ["decisions", (text: string) => text.replace('"kind": "advanced"', '"kind": "unchanged"')],
    [
      "record",
      (text: string) =>
        text.replace(
          /("record": \{\s*"sources": \{)/,
          '$1"other": {"milestones": {}, "shipments": {}},',
        ),
    ],
    [
      "diagnosis",
      (text: string) => text.replace(/"certainty": "[a-z]+"/, '"certainty": "guessed"'),
    ],
  ])("is told apart where its %s came out otherwise", (part, change) => {
    const [name = ""] = INCIDENTS;
    const text = JSON.stringify(bundleOf(name), null, 2);
    const changed = JSON.parse(change(text)) as TicketBundle; // the same with one change
    expect(changed).not.toEqual(bundleOf(name));
    expect(changed.orders.flatMap(rerun)).toEqual([part]);
  });

  it("says what is no bundle", () => {
    const file = path.join(import.meta.dirname, "../../../package.json");
    expect(() => runRerun({ bundle: file })).toThrow("This is no bundle");
  });
});
