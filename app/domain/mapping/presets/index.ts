import { genericJson } from "./generic-json.ts";
import type { Preset } from "./preset.ts";

export type { Preset, PresetSample } from "./preset.ts";

/** Every preset, in the order in which a merchant should see them. */
export const PRESETS: readonly Preset[] = [genericJson];

/** Null where no preset has this id. */
export function findPreset(id: string): Preset | null {
  return PRESETS.find((preset) => preset.id === id) ?? null;
}
