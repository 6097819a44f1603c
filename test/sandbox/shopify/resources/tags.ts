import type { Context, Resolvers } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";
import { invalidId } from "../graphql/errors.ts";
import { touch } from "../orders/archive.ts";
import { gidType } from "../store/ids.ts";
import type { Order } from "../store/types.ts";

interface Args {
  readonly id: string;
  readonly tags: readonly string[];
}

interface Tagged {
  readonly __typename: string;
  readonly id: string;
  tags: string[];
  updatedAt?: string;
}

const TAGGABLE = new Set(["Order", "Product", "Customer", "DraftOrder", "Article"]);

export const tagResolvers: Resolvers = {
  Mutation: {
    tagsAdd: (_source: unknown, args: Args, context) =>
      retag(context, args, (own) => [...own, ...args.tags]),
    tagsRemove: (_source: unknown, args: Args, context) => {
      const gone = new Set(args.tags.map((tag) => tag.trim().toLowerCase()));
      return retag(context, args, (own) => own.filter((tag) => !gone.has(tag.toLowerCase())));
    },
  },
};

function retag(
  context: Context,
  args: Args,
  change: (own: readonly string[]) => string[],
): unknown {
  const type = gidType(args.id);
  if (type === null || !TAGGABLE.has(type)) throw invalidId(args.id);
  const node = context.shop.nodes.get(args.id) as Tagged | undefined;
  if (node === undefined) return { node: null, ...refused(["id"], `${type} does not exist`) };
  const tags = sortedTags(change(node.tags));
  const isChanged = tags.join() !== node.tags.join();
  node.tags = tags;
  if (isChanged && node.__typename === "Order") touch(context, node as unknown as Order);
  return { node, userErrors: [] };
}

/** Shopify keeps tags trimmed, once each whatever their case, and sorted. */
export function sortedTags(tags: readonly string[]): string[] {
  const once = new Map<string, string>();
  for (const tag of tags.map((text) => text.trim()).filter((text) => text !== "")) {
    if (!once.has(tag.toLowerCase())) once.set(tag.toLowerCase(), tag);
  }
  return [...once.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tag]) => tag);
}
