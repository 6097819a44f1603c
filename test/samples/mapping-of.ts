import { readFileSync } from "node:fs";

import { checkMappingFile } from "../../app/domain/mapping/mapping-file.ts";
import type { MappingFile } from "../../app/domain/mapping/mapping-file.ts";

/** The mapping that we wrote for a sample; throws where it is refused. */
export function mappingOf(name: string): MappingFile {
  const url = new URL(`./mappings/${name}.json`, import.meta.url);
  const checked = checkMappingFile(JSON.parse(readFileSync(url, "utf8")));
  if ("file" in checked) return checked.file;
  throw new Error(`${name}: ${JSON.stringify(checked.problems)}`);
}
