import { describe, expect, it } from "vitest";
import { threadedInterpreter } from "../../../app/adapters/system/interpreter/interpreter.ts";
import { systemMetrics } from "../../../app/adapters/system/metrics.ts";
import type { MappingVersion } from "../../../app/domain/mapping/mapping-version.ts";
import { PRESETS } from "../../../app/domain/mapping/presets/index.ts";
import { interpretHere } from "../../interpret-here.ts";

function versionOf({ id, mapping, statusMap }: (typeof PRESETS)[number]): MappingVersion {
  return { id, sourceId: "source", version: 1, mapping, statusMap };
}

function payloadOf(text: string) {
  return { body: new TextEncoder().encode(text), headers: {}, query: "" };
}

const [preset] = PRESETS;
const FULL_OF_VALUES = JSON.stringify({ values: Array.from({ length: 49_000 }, (_, at) => at) });

describe("interpreting in a thread of its own", () => {
  const interpret = threadedInterpreter(systemMetrics());

  it("gives what interpreting gives, for every preset, again and again", async () => {
    for (const one of [...PRESETS, ...PRESETS]) {
      const payload = { ...payloadOf(one.sample.body), headers: one.sample.headers };
      const version = versionOf(one);
      expect(await interpret(payload, version)).toEqual(await interpretHere(payload, version));
    }
  });

  it("lets the process go on meanwhile", async () => {
    if (preset === undefined) throw new Error("no preset");
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    await interpret(payloadOf(FULL_OF_VALUES), versionOf(preset));
    clearInterval(turning);
    expect(turns).toBeGreaterThan(2);
  });

  it("tells a mistake of ours as an error, and goes on", async () => {
    if (preset === undefined) throw new Error("no preset");
    const broken = { ...versionOf(preset), id: "broken", mapping: {} as never }; // never saved so
    await expect(interpret(payloadOf("{}"), broken)).rejects.toThrow();
    const { problems } = await interpret(payloadOf("{}"), versionOf(preset));
    expect(problems).not.toEqual([]);
  });
});

describe("P11: what does not end", () => {
  it("is stopped with its thread and told as a problem; the next payload gets a new thread", async () => {
    if (preset === undefined) throw new Error("no preset");
    const impatient = threadedInterpreter(systemMetrics(), 0);
    const version = versionOf(preset);
    for (let round = 0; round < 2; round++) {
      const { problems, updates } = await impatient(payloadOf(FULL_OF_VALUES), version);
      expect(updates).toEqual([]);
      expect(problems).toMatchObject([{ severity: "error", code: "mapping_timeout" }]);
    }
  });
});
