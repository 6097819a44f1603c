import { mappingFileJsonSchema } from "../domain/mapping/mapping-file.ts";
import { pollerJsonSchema } from "../domain/polling/definition/check-poller.ts";
import type { Options } from "./handoff.ts";
import { json } from "./output.ts";
import type { Output } from "./output.ts";
import { UsageError } from "./usage-error.ts";

/** Prints the JSON Schema of a mapping file or of a poller, for editors. */
export function runSchema({ of = "mapping" }: Options): Output {
  switch (of) {
    case "mapping":
      return { text: json(mappingFileJsonSchema()), exitCode: 0 };
    case "poller":
      return { text: json(pollerJsonSchema()), exitCode: 0 };
  }
  throw new UsageError(`There is no schema of "${of}"; say --of mapping or --of poller.`);
}
