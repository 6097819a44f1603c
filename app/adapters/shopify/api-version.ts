import { ApiVersion } from "@shopify/shopify-api";

/** The Admin API version that every operation is checked against; webhooks use the same. */
export const API_VERSION = ApiVersion.October26;
