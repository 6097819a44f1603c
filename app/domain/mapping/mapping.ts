/** The field mapping of a source, as the merchant edits, exports and imports it. */
export interface Mapping {
  readonly format: "json";
}
