import type { MappingDocument } from "./mapping-schema.ts";

/**
 * The field mapping of a source, as the merchant edits, exports and imports it:
 * a closed language in which nothing can loop, call or fetch by itself.
 * `checkMapping` is the only way to make one from a foreign value.
 */
export type Mapping = MappingDocument;
