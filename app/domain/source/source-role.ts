export const SOURCE_ROLES = ["oms", "wms", "erp"] as const;

/** What a source is for; only an `oms` drives the storefront, the others are observed. */
export type SourceRole = (typeof SOURCE_ROLES)[number];
