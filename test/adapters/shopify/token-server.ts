import type { Script } from "./scripted-shopify.ts";
import { DOMAIN } from "./shopify-parts.ts";

const SHOP_ANSWER = {
  data: {
    shop: {
      id: "gid://shopify/Shop/1",
      name: "Acme",
      myshopifyDomain: DOMAIN,
      ianaTimezone: "Europe/Berlin",
    },
  },
};

/** Gives `token-1`, `token-2` … to each grant and the shop's name to everything else. */
export function tokenServer(): Script {
  let issued = 0;
  return ({ path }, response) => {
    const grant = () => {
      issued += 1;
      return {
        access_token: `token-${String(issued)}`,
        scope: "read_orders,write_fulfillments",
        expires_in: 3600,
        refresh_token: `refresh-${String(issued)}`,
        refresh_token_expires_in: 7_776_000,
      };
    };
    const body = path === "/admin/oauth/access_token" ? grant() : SHOP_ANSWER;
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
}
