import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type pg from "pg";

/** The simulated Shopify, whose list of orders is as long as the seeded shop's. */
export interface ListingShopify {
  readonly url: string;
  /** Pages of the list that were asked for. */
  readonly pages: number;
  close(): Promise<void>;
}

interface Listed {
  readonly shopifyUrl: string;
  readonly owner: pg.Pool;
  readonly shopId: string;
}

interface ListedOrder {
  readonly id: string;
  readonly name: string;
  readonly displayFulfillmentStatus: string;
  readonly cancelledAt: string | null;
}

/** As many as the app asks for. */
const PAGE = 250;
const LIST = `SELECT o.order_id AS id, o.display_name AS name, v.view ->> 'fulfillmentStatus' AS "displayFulfillmentStatus",
    v.view ->> 'cancelledAt' AS "cancelledAt"
  FROM order_record AS o JOIN storefront_view AS v ON v.order_record_id = o.id
  WHERE o.shop_id = $1 AND o.order_id > $2 ORDER BY o.order_id LIMIT ${String(PAGE)}`;

/**
 * Stands before the simulated Shopify and hands everything on. Only what the
 * list of orders holds comes from the seeded database, which knows more orders
 * than the simulator can hold; its price, its bucket and its refusals are the
 * simulator's own.
 */
export async function startListingShopify(listed: Listed): Promise<ListingShopify> {
  let pages = 0;
  const server = createServer((request, response) => {
    answer(listed, request, response)
      .then((isPage) => {
        if (isPage) pages += 1;
      })
      .catch((error: unknown) => {
        response.writeHead(500).end(String(error));
      });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${String(port)}`,
    get pages() {
      return pages;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

interface ListQuery {
  readonly query: string;
  readonly variables: { readonly after: string | null };
}

/** Answers whether it was a page of the list. */
async function answer(
  { shopifyUrl, owner, shopId }: Listed,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const body = await bodyOf(request);
  const asked = listQueryOf(body);
  const sent =
    asked === null
      ? body
      : Buffer.from(JSON.stringify({ ...asked, variables: { ...asked.variables, after: null } }));
  const simulated = await fetch(new URL(request.url ?? "/", shopifyUrl), {
    method: request.method ?? "GET",
    headers: forwarded(request),
    redirect: "manual",
    ...(sent.length === 0 ? {} : { body: new Uint8Array(sent) }),
  });
  const text = await simulated.text();
  const headers = [...simulated.headers].filter(([name]) => !OWN_HEADERS.has(name));
  const told = asked === null ? text : await filled(text, { owner, shopId, asked });
  response.writeHead(simulated.status, Object.fromEntries(headers)).end(told);
  return asked !== null;
}

/** Of one connection, and not of what it carries. */
const OWN_HEADERS = new Set([
  "host",
  "connection",
  "keep-alive",
  "content-length",
  "transfer-encoding",
  "content-encoding",
]);

/** The shop is named by the host where nothing else names it. */
function forwarded({ headers }: IncomingMessage): Headers {
  const passed = Object.entries(headers).filter(([name]) => !OWN_HEADERS.has(name));
  return new Headers(passed.map(([name, value]): [string, string] => [name, String(value)]));
}

function listQueryOf(body: Buffer): ListQuery | null {
  if (!body.includes("query ListOrders(")) return null;
  return JSON.parse(body.toString()) as ListQuery; // the app's own request
}

interface Filling extends Pick<Listed, "owner" | "shopId"> {
  readonly asked: ListQuery;
}

/** The simulator's answer with the seeded orders in place of its own; a refusal stays as it is. */
async function filled(text: string, { owner, shopId, asked }: Filling): Promise<string> {
  const simulated = JSON.parse(text) as { readonly data?: { readonly orders: unknown } | null };
  if (simulated.data?.orders === undefined) return text;
  const { rows } = await owner.query<ListedOrder>(LIST, [shopId, asked.variables.after ?? ""]);
  const pageInfo = { hasNextPage: rows.length === PAGE, endCursor: rows.at(-1)?.id ?? null };
  return JSON.stringify({ ...simulated, data: { orders: { pageInfo, nodes: rows } } });
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
