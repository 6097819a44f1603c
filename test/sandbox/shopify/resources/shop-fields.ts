import { connection, type PageArguments } from "../graphql/connection.ts";
import type { Context, Resolvers } from "../graphql/context.ts";
import { invalidId } from "../graphql/errors.ts";
import { gidNumber, gidType } from "../store/ids.ts";
import { find, nodesOf, type Shop } from "../store/shop.ts";
import { money } from "../store/money.ts";
import type { FulfillmentService, Location, Node, Product, Variant } from "../store/types.ts";
import { appGid } from "./fulfillment-order-fields.ts";

interface LocationArgs extends PageArguments {
  readonly includeInactive?: boolean | null;
  readonly includeLegacy?: boolean | null;
}

const PLAN_NAMES = {
  standard: "Basic",
  advanced: "Advanced",
  plus: "Shopify Plus",
  enterprise: "Shopify Plus",
};

/** As Shopify lists them in November 2026: four quarters, the next one, and what may change any day. */
const API_VERSIONS = [
  ["2026-01", true],
  ["2026-04", true],
  ["2026-07", true],
  ["2026-10", true],
  ["2027-01", false],
  ["unstable", false],
].map(([handle, supported]) => ({ handle, displayName: handle, supported }));

export const shopResolvers: Resolvers = {
  QueryRoot: {
    shop: (_source: unknown, _args: unknown, context) => shopNode(context.shop),
    location: (_source: unknown, { id }: { readonly id?: string | null }, { shop }) => {
      if (!id) return find<Location>(shop, "Location", shop.defaultLocationId);
      if (gidType(id) !== "Location") throw invalidId(id);
      return find<Location>(shop, "Location", id);
    },
    locations: (_source: unknown, args: LocationArgs, { shop }) =>
      connection(sortedLocations(shop, args), args),
    locationsAvailableForDeliveryProfilesConnection: (
      _source: unknown,
      args: PageArguments,
      { shop },
    ) => connection(sortedLocations(shop, { includeLegacy: true }).sort(byId), args),
    locationsCount: (_source: unknown, _args: unknown, { shop }) => ({
      count: nodesOf(shop, "Location").length,
      precision: "EXACT",
    }),
    currentAppInstallation: (_source: unknown, _args: unknown, context) => installation(context),
    appInstallation: (_source: unknown, { id }: { readonly id?: string | null }, context) =>
      !id || id === context.world.installation(context.shop, context.token.clientId)?.id
        ? installation(context)
        : null,
    app: (_source: unknown, _args: unknown, context) => app(context),
    publicApiVersions: () => API_VERSIONS,
    fulfillmentService: (_source: unknown, { id }: { readonly id: string }, { shop }) =>
      find<FulfillmentService>(shop, "FulfillmentService", id),
  },
  Shop: {
    fulfillmentServices: (_source: unknown, _args: unknown, { shop }) =>
      nodesOf<FulfillmentService>(shop, "FulfillmentService"),
    locations: (_source: unknown, args: LocationArgs, { shop }) =>
      connection(sortedLocations(shop, args), args),
  },
  Location: {
    legacyResourceId: (location: Node) => gidNumber(location.id),
    isFulfillmentService: (location: Location) => location.serviceId !== null,
    isPrimary: (location: Location, _args: unknown, { shop }) =>
      location.id === shop.defaultLocationId,
    addressVerified: () => false,
    hasActiveInventory: () => false,
    hasUnfulfilledOrders: () => false,
    activatable: () => true,
    deactivatable: (location: Location, _args: unknown, { shop }) =>
      location.id !== shop.defaultLocationId,
    deletable: (location: Location) => !location.isActive,
    localPickupSettingsV2: (location: Location) => location.localPickup,
    fulfillmentService: (location: Location, _args: unknown, { shop }) =>
      location.serviceId === null ? null : find(shop, "FulfillmentService", location.serviceId),
  },
  FulfillmentService: {
    location: (service: FulfillmentService, _args: unknown, { shop }) =>
      find<Location>(shop, "Location", service.locationId),
    fulfillmentOrdersOptIn: () => true,
    permitsSkuSharing: () => true,
  },
  Product: {
    legacyResourceId: (product: Node) => gidNumber(product.id),
    variants: (product: Product, args: PageArguments, { shop }) =>
      connection(variantsOf(shop, product), args),
    status: () => "ACTIVE",
    productType: () => "",
  },
  ProductVariant: {
    legacyResourceId: (variant: Node) => gidNumber(variant.id),
    price: (variant: Variant, _args: unknown, { shop }) =>
      money(variant.price, shop.currencyCode).amount,
    product: (variant: Variant, _args: unknown, { shop }) =>
      find(shop, "Product", variant.productId),
    displayName: (variant: Variant, _args: unknown, { shop }) => {
      const product = find<Product>(shop, "Product", variant.productId);
      return `${product?.title ?? ""} - ${variant.title}`;
    },
  },
};

function variantsOf(shop: Shop, product: Product): Variant[] {
  return product.variantIds.flatMap((id) => find<Variant>(shop, "ProductVariant", id) ?? []);
}

/** By name, as the API's default order is; services' locations only where asked for. */
function sortedLocations(shop: Shop, args: LocationArgs): Location[] {
  return nodesOf<Location>(shop, "Location")
    .filter((location) => location.isActive || args.includeInactive === true)
    .filter((location) => location.serviceId === null || args.includeLegacy === true)
    .sort((a, b) => a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1));
}

function byId(a: Location, b: Location): number {
  return Number(gidNumber(a.id)) - Number(gidNumber(b.id));
}

function shopNode(shop: Shop): unknown {
  return {
    __typename: "Shop",
    id: `gid://shopify/Shop/${String(90_000_000_000 + shop.domain.length)}`,
    name: shop.name,
    email: shop.email,
    contactEmail: shop.email,
    shopOwnerName: "Robin Owner",
    myshopifyDomain: shop.domain,
    primaryDomain: {
      id: "gid://shopify/Domain/1",
      host: shop.domain,
      url: `https://${shop.domain}`,
      sslEnabled: true,
    },
    url: `https://${shop.domain}`,
    currencyCode: shop.currencyCode,
    ianaTimezone: "America/Toronto",
    timezoneOffset: "-0500",
    timezoneOffsetMinutes: shop.timezoneOffsetMinutes,
    timezoneAbbreviation: "EST",
    orderNumberFormatPrefix: "#",
    orderNumberFormatSuffix: "",
    plan: {
      displayName: PLAN_NAMES[shop.plan],
      publicDisplayName: PLAN_NAMES[shop.plan],
      partnerDevelopment: false,
      shopifyPlus: shop.plan === "plus" || shop.plan === "enterprise",
    },
    taxesIncluded: false,
    setupRequired: false,
    weightUnit: "KILOGRAMS",
    unitSystem: "METRIC_SYSTEM",
  };
}

function app(context: Context): unknown {
  const registration = context.world.apps.get(context.token.clientId);
  return {
    __typename: "App",
    id: appGid(context.token.clientId),
    apiKey: context.token.clientId,
    title: registration?.name ?? context.token.clientId,
    handle: registration?.handle ?? context.token.clientId,
    embedded: true,
    launchUrl: registration?.url ?? "",
    optionalAccessScopes: (registration?.optionalScopes ?? []).map(accessScope),
    requestedAccessScopes: (registration?.scopes ?? []).map(accessScope),
    availableAccessScopes: (registration?.scopes ?? []).map(accessScope),
  };
}

function installation(context: Context): unknown {
  const own = context.world.installation(context.shop, context.token.clientId);
  return {
    __typename: "AppInstallation",
    id: own?.id ?? `gid://shopify/AppInstallation/0`,
    launchUrl: `https://admin.shopify.com/store/${context.shop.handle}/apps/${context.token.clientId}`,
    accessScopes: [...context.token.scopes].sort().map(accessScope),
    app: app(context),
    activeSubscriptions: [],
  };
}

function accessScope(handle: string): { readonly handle: string; readonly description: string } {
  return { handle, description: handle.replaceAll("_", " ") };
}
