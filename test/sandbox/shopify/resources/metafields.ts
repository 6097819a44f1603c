import type { Context, Resolvers, UserError } from "../graphql/context.ts";
import { connection, type PageArguments } from "../graphql/connection.ts";
import { refused } from "../graphql/context.ts";
import type { Metafield, Node } from "../store/types.ts";
import {
  digestOf,
  metafieldOf,
  metafieldsOf,
  namespaceOf,
  putMetafield,
  type MetafieldValue,
} from "./metafield-store.ts";

interface MetafieldsSetInput extends MetafieldValue {
  readonly ownerId: string;
  readonly compareDigest?: string | null;
}

interface NameArgs {
  readonly namespace?: string | null;
  readonly key: string;
}

const LIMIT = 25;

/** `metafield` and `metafields` for every type that can own them. */
const owned = {
  metafield: (owner: Node, args: NameArgs, context: Context) =>
    metafieldOf(context.shop, owner.id, {
      namespace: namespaceOf(context, args.namespace),
      key: args.key,
    }),
  metafields: (
    owner: Node,
    args: PageArguments & { readonly namespace?: string | null; readonly keys?: string[] | null },
    context: Context,
  ) => {
    const all = metafieldsOf(context.shop, owner.id);
    const inSpace = args.namespace
      ? all.filter((m) => m.namespace === namespaceOf(context, args.namespace))
      : all;
    return connection(inSpace, args);
  },
} as const;

export const metafieldResolvers: Resolvers = {
  Order: owned,
  Product: owned,
  ProductVariant: owned,
  Customer: owned,
  Shop: owned,
  AppInstallation: owned,
  Location: owned,
  Metafield: {
    compareDigest: (metafield: Metafield) => digestOf(metafield),
    owner: (metafield: Metafield, _args: unknown, { shop }) => shop.nodes.get(metafield.ownerId),
    ownerType: (metafield: Metafield) => metafield.ownerId.split("/")[3]?.toUpperCase(),
    legacyResourceId: (metafield: Metafield) => metafield.id.split("/").at(-1),
    jsonValue: (metafield: Metafield) => jsonValue(metafield),
  },
  Mutation: {
    metafieldsSet: (
      _source: unknown,
      args: { readonly metafields: MetafieldsSetInput[] },
      context,
    ) => setMetafields(context, args.metafields),
    metafieldsDelete: (
      _source: unknown,
      args: { readonly metafields: { ownerId: string; namespace: string; key: string }[] },
      context,
    ) => {
      const deleted = args.metafields.map(({ ownerId, namespace, key }) => {
        const name = { namespace: namespaceOf(context, namespace), key };
        const known = metafieldOf(context.shop, ownerId, name);
        if (known === null) return null;
        context.shop.nodes.delete(known.id);
        return { ownerId, ...name };
      });
      return { deletedMetafields: deleted, userErrors: [] };
    },
  },
};

function setMetafields(context: Context, inputs: readonly MetafieldsSetInput[]): unknown {
  if (inputs.length > LIMIT) {
    const message = `Exceeded the maximum metafields input limit of ${String(LIMIT)}.`;
    return { metafields: null, ...refused(["metafields"], message, "LESS_THAN_OR_EQUAL_TO") };
  }
  const userErrors = inputs.flatMap((input, index) => problems(context, input, index));
  if (userErrors.length > 0) return { metafields: [], userErrors };
  const metafields = inputs.map((input) => putMetafield(context, input.ownerId, input));
  return { metafields, userErrors: [] };
}

function problems(context: Context, input: MetafieldsSetInput, index: number): UserError[] {
  const at = ["metafields", String(index)];
  if (!context.shop.nodes.has(input.ownerId) && !isOwnInstallation(context, input.ownerId)) {
    return [{ field: [...at, "ownerId"], message: "Owner does not exist.", code: "INVALID" }];
  }
  const namespace = namespaceOf(context, input.namespace);
  const known = metafieldOf(context.shop, input.ownerId, { namespace, key: input.key });
  if (known === null && !input.type) {
    return [{ field: [...at, "type"], message: "Type can't be blank", code: "BLANK" }];
  }
  const value = valueProblem(input.type ?? known?.type ?? "", input.value);
  if (value !== null) return [{ field: [...at, "value"], message: value, code: "INVALID_VALUE" }];
  if (input.compareDigest === undefined) return [];
  const digest = known === null ? null : digestOf(known);
  if (input.compareDigest === digest) return [];
  const message =
    "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.";
  return [{ field: at, message, code: "STALE_OBJECT" }];
}

/** What a type refuses of a value; the wordings are guesses [X]. */
function valueProblem(type: string, value: string): string | null {
  if (value === "") return "Value can't be blank.";
  if (type === "single_line_text_field" && /[\r\n]/.test(value)) {
    return "Value must be a single line text string.";
  }
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value));
  if (type === "date_time" && !isTime) return "Value must be in “YYYY-MM-DDTHH:MM:SS” format.";
  return null;
}

function isOwnInstallation(context: Context, ownerId: string): boolean {
  return context.world.installation(context.shop, context.token.clientId)?.id === ownerId;
}

function jsonValue(metafield: Metafield): unknown {
  if (!/json|list\.|number_|boolean/.test(metafield.type)) return metafield.value;
  try {
    return JSON.parse(metafield.value);
  } catch {
    return metafield.value;
  }
}
