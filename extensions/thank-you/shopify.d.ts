import "@shopify/ui-extensions";

// Shopify gives each target its own `shopify`; the module is named as the host loads it.
declare module "./src/thank-you.tsx" {
  const shopify: import("@shopify/ui-extensions/purchase.thank-you.block.render").Api;
  const globalThis: { shopify: typeof shopify };
}
