/** What the shop's row holds; read on the first load and again when the merchant returns. */
export const READ_SHOP = `#graphql
  query ReadShop {
    shop { id name myshopifyDomain ianaTimezone }
  }
` as const;
