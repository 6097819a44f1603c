import type { Mapping } from "../../app/domain/mapping/mapping.ts";
import { PRESETS } from "../../app/domain/mapping/presets/index.ts";
import type { Preset } from "../../app/domain/mapping/presets/index.ts";
import type { SignatureScheme } from "../../app/domain/signature/scheme.ts";
import { canSign } from "../../app/domain/signature/sign.ts";
import type { SourceSettings } from "../bad-input/open-shop.ts";
import { presetSource } from "../bad-input/open-shop.ts";

/** An endpoint that is sent to, and what its source would send. */
export interface Target {
  readonly key: string;
  readonly sourceId: string;
  readonly scheme: SignatureScheme;
  readonly mapping: Mapping;
  readonly deduplication: SourceSettings["deduplication"];
  readonly sample: Preset["sample"];
  /** Its mapping is exchanged while messages come. */
  readonly isChanging: boolean;
}

/** A source to connect, with the sample of its preset. */
export interface Plan {
  readonly source: SourceSettings;
  readonly sample: Preset["sample"];
  readonly isChanging: boolean;
}

const STANDARD: SignatureScheme = { kind: "standard_webhooks", toleranceSeconds: 300 };
const CHANGING_SOURCES = 8;

/** Every preset as it is; where only the source has the key, Standard Webhooks in its place. Then those whose mappings change. */
export function plans(): readonly Plan[] {
  const asTheyAre = PRESETS.map((preset) => planOf(preset, preset.name, false));
  const changing = Array.from({ length: CHANGING_SOURCES }, (_, at) => {
    const preset = PRESETS[at % PRESETS.length];
    if (preset === undefined) throw new Error("there are no presets");
    return planOf(preset, `Changing ${String(at)}`, true);
  });
  return [...asTheyAre, ...changing];
}

function planOf(preset: Preset, name: string, isChanging: Plan["isChanging"]): Plan {
  const scheme = canSign(preset.scheme) ? preset.scheme : STANDARD;
  return {
    source: { ...presetSource(preset), name, scheme, accepts: [preset.mapping.format] },
    sample: preset.sample,
    isChanging,
  };
}
