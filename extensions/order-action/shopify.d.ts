import "@shopify/ui-extensions";

// Shopify gives each target its own `shopify`; the module is named as the host loads it.
declare module "./src/order-action.tsx" {
  const shopify: import("@shopify/ui-extensions/admin.order-details.action.render").Api;
  const globalThis: { shopify: typeof shopify };
}
