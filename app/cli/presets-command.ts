import { findPreset, PRESETS } from "../domain/mapping/presets/index.ts";
import type { Options } from "./handoff.ts";
import { json } from "./output.ts";
import type { Output } from "./output.ts";
import { InputError } from "./input-error.ts";

/** Lists the presets, or prints one as a mapping file to start from. */
export function runPresets({ id }: Options): Output {
  if (id === undefined) {
    const width = Math.max(...PRESETS.map((preset) => preset.id.length));
    return {
      text: PRESETS.map((preset) => `${preset.id.padEnd(width)}  ${preset.name}\n`).join(""),
      exitCode: 0,
    };
  }
  const preset = findPreset(id);
  if (preset === null)
    throw new InputError(`There is no preset ${id}; \`handoff presets\` lists them.`);
  return { text: json({ mapping: preset.mapping, statusMap: preset.statusMap }), exitCode: 0 };
}
