import "@shopify/ui-extensions";

// Shopify gives each target its own `shopify`; the module is named as the host loads it.
declare module "./src/order-status.tsx" {
  const shopify: import("@shopify/ui-extensions/customer-account.order-status.block.render").Api;
  const globalThis: { shopify: typeof shopify };
}
