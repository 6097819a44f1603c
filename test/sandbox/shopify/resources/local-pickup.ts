import type { Context, Resolvers } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";
import { invalidId, topLevelError } from "../graphql/errors.ts";
import { gidNumber } from "../store/ids.ts";
import { find } from "../store/shop.ts";
import type { Location } from "../store/types.ts";

interface PickupInput {
  readonly locationId: string;
  readonly pickupTime: string;
  readonly instructions?: string | null;
}

/** Local pickup of a location, and answers about shipping that are the same in every shop. */
export const localPickupResolvers: Resolvers = {
  QueryRoot: {
    theme: () => {
      throw topLevelError("Theme does not exist", "NOT_FOUND");
    },
    customerSegmentMembersQuery: () => {
      throw topLevelError("Something went wrong", "INTERNAL_SERVER_ERROR");
    },
  },
  Mutation: {
    locationLocalPickupEnable: (
      _source: unknown,
      { localPickupSettings: input }: { readonly localPickupSettings: PickupInput },
      context,
    ) => enable(context, input),
    locationLocalPickupDisable: (
      _source: unknown,
      { locationId }: { readonly locationId: string },
      context,
    ) => {
      const location = activeLocation(context, locationId);
      if (location === null) return noLocation("locationId", locationId);
      location.localPickup = null;
      return { locationId, userErrors: [] };
    },
    shippingPackageUpdate: unknownPackage,
    shippingPackageMakeDefault: unknownPackage,
    shippingPackageDelete: unknownPackage,
    productCreate: (
      _source: unknown,
      args: { readonly product?: unknown; readonly input?: unknown },
    ) => {
      if (Boolean(args.product) !== Boolean(args.input)) return undefined;
      const message =
        "productCreate must include exactly one of the following arguments: input, product.";
      throw topLevelError(message, "INVALID_FIELD_ARGUMENTS");
    },
  },
};

function unknownPackage(_source: unknown, { id }: { readonly id: string }): never {
  throw invalidId(id);
}

function enable(context: Context, input: PickupInput): unknown {
  const location = activeLocation(context, input.locationId);
  if (location === null) return noLocation("localPickupSettings", input.locationId);
  if (input.pickupTime === "CUSTOM") {
    const message = "Custom pickup time is not allowed for local pickup settings.";
    return refused(["localPickupSettings"], message, "CUSTOM_PICKUP_TIME_NOT_ALLOWED");
  }
  location.localPickup = { pickupTime: input.pickupTime, instructions: input.instructions ?? "" };
  return { localPickupSettings: location.localPickup, userErrors: [] };
}

function activeLocation({ shop }: Context, id: string): Location | null {
  const location = find<Location>(shop, "Location", id);
  return location?.isActive === true ? location : null;
}

function noLocation(field: string, id: string): unknown {
  const message = `Unable to find an active location for location ID ${gidNumber(id)}`;
  return refused([field], message, "ACTIVE_LOCATION_NOT_FOUND");
}
