import { checkMapping } from "../../app/domain/mapping/mapping-file.ts";
import { PRESETS } from "../../app/domain/mapping/presets/index.ts";
import type { Chance } from "../simulation/chance.ts";
import type { AppUnderFuzz } from "./app-under-fuzz.ts";
import { mutateMapping } from "./grammar/mapping.ts";

export interface MappingCounts {
  tried: number;
  refused: number;
  published: number;
}

/** Exchanges the mapping of one of the changing sources for a mutation, unless that is refused. */
export function mappingChanger(chance: Chance, { targets, test, shopId }: AppUnderFuzz) {
  const changing = targets.filter(({ isChanging }) => isChanging);
  const counts: MappingCounts = { tried: 0, refused: 0, published: 0 };
  return {
    counts,
    async change(): Promise<void> {
      const target = changing[chance.int(changing.length)];
      const preset = PRESETS[chance.int(PRESETS.length)];
      if (target === undefined || preset === undefined) return;
      counts.tried += 1;
      const checked = checkMapping(
        mutateMapping(chance, { ...preset.mapping, format: target.mapping.format }),
      );
      if (!("mapping" in checked)) {
        counts.refused += 1;
        return;
      }
      const by = { shopId, actor: "system" } as const;
      const { sourceId } = target;
      await test.adapter.sources.publishMapping(by, {
        sourceId,
        mapping: checked.mapping,
        statusMap: preset.statusMap,
      });
      counts.published += 1;
    },
  };
}
