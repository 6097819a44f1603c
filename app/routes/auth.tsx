import type { LoaderFunctionArgs } from "@remix-run/node";

/** The library's own pages: a fresh session token, and the way out of the iframe. It answers by throwing. */
export async function loader({ request, context }: LoaderFunctionArgs) {
  await context.shopify.authenticate.admin(request);
  return null;
}
