declare const process: { readonly env: { readonly APP_URL?: string } };

/**
 * Where the app is. Customers' pages do not know it, so the bundler writes it
 * in. The Shopify CLI puts environment variables, its own and those of `.env`,
 * in place of `process.env.…`: `app dev` sets `APP_URL` itself, `app deploy`
 * has to be given it.
 */
export const APP_URL: string = process.env.APP_URL ?? "";
