import { PRESETS } from "../../app/domain/mapping/presets/index.ts";
import type { Chance } from "../simulation/chance.ts";
import { mutateBytes } from "./grammar/bytes.ts";
import { makeForm } from "./grammar/form.ts";
import { mutateJson } from "./grammar/json.ts";
import { makeLarge } from "./grammar/large.ts";
import { mutateXml } from "./grammar/xml.ts";
import type { Target } from "./target.ts";

export interface MadeBody {
  readonly what: string;
  readonly bytes: Buffer;
}

const JSON_SAMPLES = PRESETS.filter(({ mapping }) => mapping.format === "json").map(
  ({ sample }) => sample.body,
);
const LARGE = 1 / 150;

/** A body in the format of the target, changed by its grammar, and sometimes in its bytes after that. */
export function makeBody(chance: Chance, target: Target): MadeBody {
  const { format } = target.mapping;
  if (chance.bool(LARGE))
    return { what: "large body", bytes: Buffer.from(makeLarge(chance, format)) };
  const grown = Buffer.from(grow(chance, target));
  return chance.bool(0.15)
    ? { what: "bytes", bytes: mutateBytes(chance, grown) }
    : { what: `${format} grammar`, bytes: grown };
}

function grow(chance: Chance, { mapping, sample }: Target): string {
  switch (mapping.format) {
    case "json": {
      const foreign = JSON_SAMPLES[chance.int(JSON_SAMPLES.length)] ?? "{}";
      const text = chance.bool(0.8) ? sample.body : foreign;
      return chance.bool(0.05) ? text : mutateJson(chance, text);
    }
    case "xml":
      return mutateXml(chance, sample.body);
    case "form":
      return makeForm(chance);
  }
}
