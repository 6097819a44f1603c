import { textOf } from "../http/text.ts";
import { offlineToken } from "../oauth/tokens.ts";
import { allScopes } from "./scopes.ts";
import { addLocation, get, remember, type Shop } from "../store/shop.ts";
import type { FulfillmentService, Location, Node } from "../store/types.ts";
import type { World } from "../store/world.ts";
import type { Bindings } from "./bindings.ts";
import type { Seen } from "./gather.ts";
import type { Recording } from "./recording.ts";
import { seedMetafields, seedProductCount } from "./seed-products.ts";
import { seedOrders } from "./seed-orders.ts";
import { locationsOfOrders } from "./seed-locations.ts";
import { bind, type Seeding } from "./seeding.ts";

export interface Seeded {
  readonly shop: Shop;
  readonly token: string;
  /** Older objects of kinds that are not seeded. */
  readonly unseeded: ReadonlySet<string>;
}

let shops = 0;

/** A shop as it must have been before the recording: what its answers show of older objects. */
export function seedShop(world: World, seeding: Seeding): Seeded {
  const shop = world.addShop(`replay-${String(++shops)}.myshopify.com`, {
    locations: [],
    plan: "plus",
    currencyCode: "USD",
  });
  seedLocations(shop, seeding, world.timestamp());
  const unseeded = new Set<string>();
  for (const one of seeding.seen.values()) {
    if (one.isOlder && !seedNode(shop, seeding, one)) unseeded.add(one.id);
  }
  seedMetafields(shop, seeding, world.timestamp());
  seedProductCount(shop, seeding.recording, world.timestamp());
  for (const id of seedOrders(shop, seeding, world.timestamp())) unseeded.delete(id);
  return { shop, token: issueToken(world, shop, seeding), unseeded };
}

function seedLocations(shop: Shop, seeding: Seeding, now: string): void {
  const { defaultId, locations, variants } = locationsOfOrders(seeding);
  for (const { id, name, fulfillsOnlineOrders, isService } of locations) {
    const made = addLocation(shop, name, now);
    made.shipsInventory = !isService;
    if (isService) made.serviceId = seedService(shop, made, serviceAt(seeding, id));
    made.fulfillsOnlineOrders = fulfillsOnlineOrders;
    bind(seeding.bindings, id, made.id);
    if (id === defaultId) shop.defaultLocationId = made.id;
  }
  if (shop.defaultLocationId === "")
    shop.defaultLocationId = addLocation(shop, "Shop location", now).id;
  const manual = get<FulfillmentService>(
    shop,
    "FulfillmentService",
    "gid://shopify/FulfillmentService/manual",
  );
  manual.locationId = shop.defaultLocationId;
  for (const [variant, locations] of variants) {
    seedVariant(shop, seeding.bindings, { variant, locations });
  }
}

/** The service behind a location that is shown as one. */
function seedService(shop: Shop, location: Location, shown: Seen | undefined): string {
  const service = remember<FulfillmentService>(shop, {
    handle: location.name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    serviceName: location.name,
    type: "THIRD_PARTY",
    callbackUrl: null,
    trackingSupport: false,
    inventoryManagement: false,
    requiresShippingMethod: false,
    ...(shown?.fields as Partial<FulfillmentService> | undefined),
    __typename: "FulfillmentService",
    id: `${shop.ids.gid("FulfillmentService")}?id=true`,
    locationId: location.id,
    clientId: null,
  });
  return service.id;
}

/** What is shown of the service at a location. */
function serviceAt({ seen }: Seeding, locationId: string): Seen | undefined {
  return [...seen.values()].find(
    ({ type, fields }) =>
      type === "FulfillmentService" &&
      (fields["location"] as { id?: unknown } | null | undefined)?.id === locationId,
  );
}

function seedVariant(
  shop: Shop,
  bindings: Bindings,
  { variant, locations }: { readonly variant: string; readonly locations: readonly string[] },
): void {
  const productId = shop.ids.gid("Product");
  const variantId = shop.ids.gid("ProductVariant");
  const locationIds = locations.flatMap((location) => {
    const ours = bindings.oursFor("Location", location.split("/").at(-1) ?? "");
    return ours === null ? [] : `gid://shopify/Location/${ours}`;
  });
  const base = { createdAt: "2026-01-01T00:00:00Z", updatedAt: "2026-01-01T00:00:00Z" };
  remember(shop, {
    ...base,
    ...{ __typename: "Product", id: productId, title: "Seeded product", handle: "seeded" },
    ...{ vendor: shop.name, tags: [], isGiftCard: false, variantIds: [variantId] },
  });
  remember(shop, {
    ...{ __typename: "ProductVariant", id: variantId, title: "Default Title", sku: null },
    ...{ price: 20, barcode: null, productId },
    locationIds,
  } as unknown as Node);
  bind(bindings, variant, variantId);
}

/** Products and customers by what is shown of them; true where the id is there now. */
function seedNode(shop: Shop, { bindings, recording }: Seeding, one: Seen): boolean {
  if (one.type === "Location" || one.type === "ProductVariant") return true;
  if (one.type !== "Product" && one.type !== "Customer") return false;
  const id = shop.ids.gid(one.type);
  remember(shop, {
    ...{ title: "Seeded", handle: "seeded", vendor: "", isGiftCard: false, variantIds: [] },
    ...{ email: null, firstName: null, lastName: null },
    ...{ createdAt: "2026-01-01T00:00:00Z", updatedAt: "2026-01-01T00:00:00Z" },
    ...one.fields,
    tags: olderTags(recording, one),
    __typename: one.type,
    id,
  } as Node);
  bind(bindings, one.id, id);
  return true;
}

/** The shown tags, less those that the recording itself adds. */
function olderTags({ steps }: Recording, one: Seen): string[] {
  const shown = Array.isArray(one.fields["tags"]) ? one.fields["tags"].map(String) : [];
  const added = steps.flatMap(({ variables }) =>
    variables?.["id"] === one.id && Array.isArray(variables["tags"])
      ? variables["tags"].map(String)
      : [],
  );
  return shown.filter((tag) => !added.includes(tag));
}

/** Where a second sentence names a scope, it is the one that was missing. */
function refusedScopes(requiredAccess: string): string[] {
  const [first = "", also = ""] = requiredAccess.split(" Also: ");
  const named = (text: string): string[] => [...text.matchAll(/`(\w+)`/g)].map((m) => m[1] ?? "");
  return named(also).length > 0 ? named(also) : named(first);
}

/** All scopes but those that the recording was refused for. */
function issueToken(world: World, shop: Shop, { recording, clientId }: Seeding): string {
  const refused = recording.steps.flatMap((step) =>
    (step.expected?.errors ?? []).flatMap((error) =>
      refusedScopes(textOf(error.extensions?.["requiredAccess"])),
    ),
  );
  const scopes = allScopes().filter(
    (scope) => !refused.includes(scope) && !refused.includes(scope.replace(/^write_/, "read_")),
  );
  const app = {
    ...{ clientId, clientSecret: "", name: "Replay", handle: "replay", url: "http://localhost" },
    ...{ scopes, optionalScopes: [], webhooks: [], flow: [], ui: [], webhookApiVersion: "2026-04" },
  };
  world.apps.set(clientId, app);
  world.installations.set(`${shop.domain} ${clientId}`, {
    ...{
      clientId,
      id: shop.ids.gid("AppInstallation"),
      scopes,
      optionalScopes: [],
      installed: true,
    },
  });
  return String(offlineToken(world, { shop, app, scopes }, "lasting").body["access_token"]);
}
