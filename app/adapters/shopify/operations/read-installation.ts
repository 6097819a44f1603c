/** What the app may do in the shop, and which versions of the API Shopify serves. */
export const READ_INSTALLATION = `#graphql
  query ReadInstallation {
    currentAppInstallation { accessScopes { handle } }
    publicApiVersions { handle supported }
  }
` as const;
