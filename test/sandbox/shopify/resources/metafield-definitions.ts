import type { Context, Resolvers, UserError } from "../graphql/context.ts";
import { connection, type PageArguments } from "../graphql/connection.ts";
import { refused } from "../graphql/context.ts";
import { nodesOf, remember } from "../store/shop.ts";
import type { Metafield, MetafieldDefinition } from "../store/types.ts";
import { namespaceOf } from "./metafield-store.ts";

interface DefinitionInput {
  readonly namespace?: string | null;
  readonly key: string;
  readonly ownerType: string;
  readonly name?: string | null;
  readonly description?: string | null;
  readonly type?: string | null;
  readonly pin?: boolean | null;
  readonly access?: Partial<MetafieldDefinition["access"]> | null;
  readonly capabilities?: {
    readonly adminFilterable?: { readonly enabled: boolean } | null;
  } | null;
}

const NO_ACCESS: MetafieldDefinition["access"] = {
  admin: "PUBLIC_READ_WRITE",
  customerAccount: "NONE",
  storefront: "NONE",
};

export const metafieldDefinitionResolvers: Resolvers = {
  QueryRoot: {
    metafieldDefinitions: (
      _source: unknown,
      args: PageArguments & { readonly ownerType: string; readonly namespace?: string | null },
      context,
    ) => {
      const wanted = args.namespace ? namespaceOf(context, args.namespace) : null;
      const found = nodesOf<MetafieldDefinition>(context.shop, "MetafieldDefinition").filter(
        (one) => one.ownerType === args.ownerType && (wanted === null || one.namespace === wanted),
      );
      return connection(found, args);
    },
  },
  MetafieldDefinition: {
    type: ({ valueType }: MetafieldDefinition) => ({
      name: valueType,
      category: valueType === "date_time" ? "DATE_TIME" : "TEXT",
    }),
    capabilities: ({ isFilterable }: MetafieldDefinition) => ({
      adminFilterable: { enabled: isFilterable, eligible: true, status: "FILTERABLE" },
    }),
  },
  Metafield: {
    definition: (metafield: Metafield, _args: unknown, context) =>
      definitionOf(context, {
        namespace: metafield.namespace,
        key: metafield.key,
        ownerType: metafield.ownerId.split("/")[3]?.toUpperCase() ?? "",
      }),
  },
  Mutation: {
    metafieldDefinitionCreate: (
      _source: unknown,
      { definition }: { readonly definition: DefinitionInput },
      context,
    ) => create(context, definition),
    metafieldDefinitionUpdate: (
      _source: unknown,
      { definition }: { readonly definition: DefinitionInput },
      context,
    ) => update(context, definition),
  },
};

function definitionOf(
  context: Context,
  { namespace, key, ownerType }: Pick<DefinitionInput, "namespace" | "key" | "ownerType">,
): MetafieldDefinition | null {
  const wanted = namespaceOf(context, namespace);
  const all = nodesOf<MetafieldDefinition>(context.shop, "MetafieldDefinition");
  return (
    all.find((one) => one.namespace === wanted && one.key === key && one.ownerType === ownerType) ??
    null
  );
}

/** The wording of TAKEN is a guess [X]; its code is the schema's. */
function create(context: Context, input: DefinitionInput): unknown {
  const problem = problemOf(context, input);
  if (problem !== null) return { createdDefinition: null, userErrors: [problem] };
  const made = remember(context.shop, {
    __typename: "MetafieldDefinition",
    id: context.shop.ids.gid("MetafieldDefinition"),
    namespace: namespaceOf(context, input.namespace),
    key: input.key,
    ownerType: input.ownerType,
    valueType: input.type ?? "",
    name: input.name ?? input.key,
    description: input.description ?? null,
    pinnedPosition: input.pin === true ? 1 : null,
    access: { ...NO_ACCESS, ...input.access },
    isFilterable: input.capabilities?.adminFilterable?.enabled === true,
  } satisfies MetafieldDefinition);
  return { createdDefinition: made, userErrors: [] };
}

function problemOf(context: Context, input: DefinitionInput): UserError | null {
  const at = (field: string) => ["definition", field];
  if (definitionOf(context, input) !== null) {
    const message = `Key is in use for ${input.ownerType} metafields on the '${input.namespace ?? ""}' namespace.`;
    return { field: at("key"), message, code: "TAKEN" };
  }
  if (
    input.access?.admin !== undefined &&
    !namespaceOf(context, input.namespace).startsWith("app--")
  ) {
    const message = "Admin access can only be specified for app-owned metafield definitions.";
    return { field: at("access"), message, code: "ADMIN_ACCESS_INPUT_NOT_ALLOWED" };
  }
  if (!/^[\w-]{2,64}$/.test(input.key)) {
    return { field: at("key"), message: "Key is invalid.", code: "INVALID_CHARACTER" };
  }
  return null;
}

function update(context: Context, input: DefinitionInput): unknown {
  const known = definitionOf(context, input);
  if (known === null) {
    return {
      updatedDefinition: null,
      ...refused(["definition"], "Definition not found.", "NOT_FOUND"),
    };
  }
  known.name = input.name ?? known.name;
  known.description = input.description ?? known.description;
  known.access = { ...known.access, ...input.access };
  known.isFilterable = input.capabilities?.adminFilterable?.enabled ?? known.isFilterable;
  return { updatedDefinition: known, userErrors: [] };
}
