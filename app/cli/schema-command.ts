import { mappingFileJsonSchema } from "../domain/mapping/mapping-file.ts";
import { json } from "./output.ts";
import type { Output } from "./output.ts";

/** Prints the JSON Schema of a mapping file, for editors. */
export function runSchema(): Output {
  return { text: json(mappingFileJsonSchema()), exitCode: 0 };
}
