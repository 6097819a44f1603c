import type { Context, Resolvers, UserError } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";
import { addLocation, find, get, remember } from "../store/shop.ts";
import type { FulfillmentService, Location } from "../store/types.ts";

interface ServiceInput {
  readonly name?: string | null;
  readonly callbackUrl?: string | null;
  readonly trackingSupport?: boolean | null;
  readonly inventoryManagement?: boolean | null;
  readonly requiresShippingMethod?: boolean | null;
}

/** Ids of services carry this on the wire, but not where one is deleted. */
const ID_SUFFIX = "?id=true";

export const fulfillmentServiceResolvers: Resolvers = {
  Mutation: {
    fulfillmentServiceCreate: (_source: unknown, input: ServiceInput, context) =>
      create(context, input),
    fulfillmentServiceUpdate: (
      _source: unknown,
      input: ServiceInput & { readonly id: string },
      context,
    ) => {
      const service = serviceWithId(context, input.id);
      if (service === null) return refused(["id"], "Fulfillment service could not be found.");
      service.serviceName = input.name ?? service.serviceName;
      service.trackingSupport = input.trackingSupport ?? service.trackingSupport;
      service.inventoryManagement = input.inventoryManagement ?? service.inventoryManagement;
      service.requiresShippingMethod =
        input.requiresShippingMethod ?? service.requiresShippingMethod;
      get<Location>(context.shop, "Location", service.locationId).name = service.serviceName;
      return { fulfillmentService: service, userErrors: [] };
    },
    fulfillmentServiceDelete: (_source: unknown, { id }: { readonly id: string }, context) => {
      const service = serviceWithId(context, id);
      if (service === null) return refused(["id"], "Fulfillment service could not be found.");
      context.shop.nodes.delete(service.id);
      get<Location>(context.shop, "Location", service.locationId).isActive = false;
      return { deletedId: service.id.replace(ID_SUFFIX, ""), userErrors: [] };
    },
  },
};

function serviceWithId({ shop }: Context, id: string): FulfillmentService | null {
  const bare = id.replace(ID_SUFFIX, "");
  return find<FulfillmentService>(shop, "FulfillmentService", bare + ID_SUFFIX);
}

function create(context: Context, input: ServiceInput): unknown {
  const { shop, now, token } = context;
  const userErrors = problems(context, input);
  if (userErrors.length > 0) return { fulfillmentService: null, userErrors };
  const name = input.name ?? "";
  const location = addLocation(shop, name, now);
  const service: FulfillmentService = remember(shop, {
    __typename: "FulfillmentService",
    id: shop.ids.gid("FulfillmentService") + ID_SUFFIX,
    handle: name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    serviceName: name,
    type: "THIRD_PARTY",
    callbackUrl: input.callbackUrl ?? null,
    trackingSupport: input.trackingSupport ?? false,
    inventoryManagement: input.inventoryManagement ?? false,
    requiresShippingMethod: input.requiresShippingMethod ?? true,
    locationId: location.id,
    clientId: token.clientId,
  });
  location.serviceId = service.id;
  location.shipsInventory = false;
  return { fulfillmentService: service, userErrors: [] };
}

/** A callback must lie at the app's own address. */
function problems(context: Context, { name, callbackUrl }: ServiceInput): UserError[] {
  const appUrl = context.world.apps.get(context.token.clientId)?.url ?? "";
  const isForeign = typeof callbackUrl === "string" && !callbackUrl.startsWith(appUrl);
  return [
    ...(name === "" ? [{ field: ["name"], message: "Name can't be blank" }] : []),
    ...(isForeign ? [{ field: ["callbackUrl"], message: "Callback url is not allowed" }] : []),
  ];
}
