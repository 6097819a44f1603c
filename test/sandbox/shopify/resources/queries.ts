import { hasScope } from "../graphql/access.ts";
import { connection, type CursorValue, type PageArguments } from "../graphql/connection.ts";
import type { Context, Resolvers } from "../graphql/context.ts";
import { invalidId, topLevelError } from "../graphql/errors.ts";
import { noteSearch } from "../graphql/search-notes.ts";
import { matches, parseSearch, type Searchable } from "../graphql/search.ts";
import { gidNumber, gidType } from "../store/ids.ts";
import { find, nodesOf, orders } from "../store/shop.ts";
import type {
  FulfillmentOrder,
  FulfillmentService,
  Metafield,
  Node,
  Order,
  Product,
} from "../store/types.ts";
import { fulfillmentOrderSearch } from "./fulfillment-order-search.ts";
import { visibleFulfillmentOrders } from "./order-fields.ts";
import { orderSearch } from "./order-search.ts";
import { productSearch } from "./product-search.ts";

interface ById {
  readonly id: string;
}

interface ListArgs extends PageArguments {
  readonly query?: string | null;
  readonly sortKey?: string | null;
}

const SIXTY_DAYS_MILLISECONDS = 60 * 24 * 60 * 60 * 1_000;

export const queryResolvers: Resolvers = {
  QueryRoot: {
    order: (_source: unknown, { id }: ById, context) => readableOrder(context, id),
    orders: (_source: unknown, args: ListArgs, context) => orderConnection(context, args),
    ordersCount: (
      _source: unknown,
      { query, limit }: { readonly query?: string | null; readonly limit?: number | null },
      context,
    ) => {
      const count = searched(readableOrders(context), orderSearch, { query, context }).length;
      const most = limit === undefined ? 10_000 : (limit ?? Number.POSITIVE_INFINITY);
      return count > most ? { count: most, precision: "AT_LEAST" } : { count, precision: "EXACT" };
    },
    orderByIdentifier: (_source: unknown, args: { readonly identifier: Identifier }, context) =>
      orderByIdentifier(context, args.identifier),
    fulfillment: (_source: unknown, { id }: ById, context) => nodeOf(context, "Fulfillment", id),
    fulfillmentOrder: (_source: unknown, { id }: ById, context) => {
      const found = nodeOf(context, "FulfillmentOrder", id) as FulfillmentOrder | null;
      return found === null ? null : (visibleFulfillmentOrders(context, [found])[0] ?? null);
    },
    fulfillmentOrders: (
      _source: unknown,
      args: ListArgs & { readonly includeClosed?: boolean | null },
      context,
    ) => {
      const all = nodesOf<FulfillmentOrder>(context.shop, "FulfillmentOrder");
      const isWanted = (one: FulfillmentOrder): boolean =>
        args.includeClosed === true || one.status !== "CLOSED";
      const visible = visibleFulfillmentOrders(context, all).filter(isWanted);
      const query = args.query;
      return connection(searched(visible, fulfillmentOrderSearch, { query, context }), args);
    },
    assignedFulfillmentOrders: (_source: unknown, args: PageArguments, context) =>
      connection(assigned(context), args),
    manualHoldsFulfillmentOrders: (_source: unknown, args: PageArguments, context) => {
      const held = nodesOf<FulfillmentOrder>(context.shop, "FulfillmentOrder").filter(
        (one) => one.status === "ON_HOLD",
      );
      return connection(held, args);
    },
    node: (_source: unknown, { id }: ById, { shop }) => shop.nodes.get(id) ?? null,
    nodes: (_source: unknown, { ids }: { readonly ids: readonly string[] }, { shop }) =>
      ids.map((id) => shop.nodes.get(id) ?? null),
    customer: (_source: unknown, { id }: ById, context) => nodeOf(context, "Customer", id),
    product: (_source: unknown, { id }: ById, context) => nodeOf(context, "Product", id),
    productVariant: (_source: unknown, { id }: ById, context) =>
      nodeOf(context, "ProductVariant", id),
    products: (_source: unknown, args: ListArgs, context) => {
      const all = nodesOf<Product>(context.shop, "Product");
      return connection(searched(all, productSearch, { query: args.query, context }), args);
    },
    productsCount: (_source: unknown, { query }: ListArgs, context) => {
      const all = nodesOf<Product>(context.shop, "Product");
      const { length } = searched(all, productSearch, { query, context });
      return { count: length, precision: "EXACT" };
    },
    productVariants: (_source: unknown, args: PageArguments, { shop }) =>
      connection(nodesOf(shop, "ProductVariant"), args),
  },
};

function nodeOf(context: Context, type: string, id: string): Node | null {
  if (gidType(id) !== type) throw invalidId(id);
  return find(context.shop, type, id);
}

/** Older orders need `read_all_orders`; without it they are simply not there. */
function isReadable(context: Context, order: Order): boolean {
  const age = context.world.now() - Date.parse(order.createdAt);
  return age <= SIXTY_DAYS_MILLISECONDS || hasScope(context.token.scopes, "read_all_orders");
}

function readableOrders(context: Context): Order[] {
  return orders(context.shop).filter((order) => isReadable(context, order));
}

function readableOrder(context: Context, id: string): Order | null {
  const order = nodeOf(context, "Order", id) as Order | null;
  return order !== null && isReadable(context, order) ? order : null;
}

interface Search {
  readonly query: string | null | undefined;
  readonly context: Context;
}

/** The items that match, and a warning in the answer for fields that nobody knows. */
function searched<T>(items: readonly T[], searchable: Searchable<T>, search: Search): T[] {
  if (!search.query) return [...items];
  const term = parseSearch(search.query);
  noteSearch(search.context, {
    query: search.query,
    term,
    fields: Object.keys(searchable.fields),
  });
  return items.filter((item) => matches(searchable, term, item));
}

const SORTS: Readonly<Record<string, CursorValue<Order>>> = {
  CREATED_AT: (order) => Date.parse(order.createdAt),
  UPDATED_AT: (order) => Date.parse(order.updatedAt),
  PROCESSED_AT: (order) => Date.parse(order.processedAt),
  ORDER_NUMBER: (order) => order.number,
  ID: (order) => Number(gidNumber(order.id)),
};

/** Sorted by processing time unless asked otherwise; equal values by id. */
function orderConnection(context: Context, args: ListArgs): unknown {
  const sort = SORTS[args.sortKey ?? "PROCESSED_AT"] ?? SORTS["ID"];
  if (sort === undefined) throw new Error("no sort by id");
  const found = searched(readableOrders(context), orderSearch, {
    query: args.query,
    context,
  });
  const byValue = (a: Order, b: Order): number =>
    Number(sort(a)) - Number(sort(b)) || Number(gidNumber(a.id)) - Number(gidNumber(b.id));
  return connection(found.sort(byValue), args, sort);
}

interface Identifier {
  readonly id?: string | null;
  readonly customId?: {
    readonly namespace?: string | null;
    readonly key: string;
    readonly value: string;
  } | null;
}

function orderByIdentifier(context: Context, { id, customId }: Identifier): Order | null {
  if (id) return readableOrder(context, id);
  if (!customId) return null;
  const metafield = nodesOf<Metafield>(context.shop, "Metafield").find(
    (one) =>
      one.key === customId.key &&
      one.value === customId.value &&
      (!customId.namespace || one.namespace === customId.namespace) &&
      gidType(one.ownerId) === "Order",
  );
  return metafield === undefined ? null : readableOrder(context, metafield.ownerId);
}

function assigned(context: Context): FulfillmentOrder[] {
  const services = nodesOf<FulfillmentService>(context.shop, "FulfillmentService").filter(
    (service) => service.clientId === context.token.clientId,
  );
  if (services.length === 0) {
    throw topLevelError('["The api_client is not associated with any fulfillment service."]', null);
  }
  const locations = services.map((service) => service.locationId);
  const all = nodesOf<FulfillmentOrder>(context.shop, "FulfillmentOrder");
  return all.filter((one) => locations.includes(one.locationId));
}
