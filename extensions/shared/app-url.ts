declare const process: { readonly env: { readonly APP_URL?: string } };

/**
 * Where the app is. Customers' pages do not know it, so the bundler writes it
 * in: the Shopify CLI from `APP_URL` in its environment file.
 */
export const APP_URL: string = process.env.APP_URL ?? "";
