import type { Seeding } from "./seeding.ts";
import { visit } from "./gather.ts";

type Json = Readonly<Record<string, unknown>>;

interface SeededLocation {
  readonly id: string;
  readonly name: string;
  readonly fulfillsOnlineOrders: boolean;
  readonly isService: boolean;
}

interface LocationPlan {
  readonly locations: readonly SeededLocation[];
  readonly defaultId: string | null;
  /** Where each variant's orders were routed, the best place first. */
  readonly variants: ReadonlyMap<string, readonly string[]>;
}

/** Places and stock as the recording's first orders show them. */
export function locationsOfOrders({ recording, seen }: Seeding): LocationPlan {
  const stock = new Stock();
  const anywhere = firstAssignedLocation(recording.steps.map((step) => step.expected?.data));
  for (const step of recording.steps) {
    const order = step.variables?.["order"] as { lineItems?: readonly Json[] } | undefined;
    const lines = order?.lineItems ?? [];
    const assigned = firstAssignedLocation(step.expected?.data) ?? anywhere;
    const isAlone = new Set(lines.map((line) => line["variantId"])).size === 1;
    for (const line of lines) stock.note(line["variantId"], assigned, isAlone ? "first" : "also");
    for (const id of step.unbound ?? []) {
      if (id.startsWith("gid://shopify/ProductVariant/")) stock.note(id, null, "also");
    }
  }
  const older = [...seen.values()].filter(
    (one) =>
      one.type === "Location" &&
      typeof one.fields["name"] === "string" &&
      isOlder(one.fields, recording),
  );
  const locations = older.map(({ id, fields }) => ({
    id,
    name: String(fields["name"]),
    fulfillsOnlineOrders: fields["fulfillsOnlineOrders"] !== false,
    isService: fields["isFulfillmentService"] === true,
  }));
  const own = locations.find((location) => !location.isService)?.id ?? null;
  return { locations, defaultId: stock.defaultId ?? anywhere ?? own, variants: stock.variants };
}

/** Where each variant lies, its best place first. */
class Stock {
  readonly variants = new Map<string, string[]>();
  defaultId: string | null = null;

  note(variant: unknown, location: string | null, rank: "first" | "also"): void {
    if (typeof variant !== "string") {
      this.defaultId ??= location;
      return;
    }
    const places = this.variants.get(variant) ?? [];
    this.variants.set(variant, places);
    if (location === null || places.includes(location)) return;
    if (rank === "first") places.unshift(location);
    else places.push(location);
  }
}

function firstAssignedLocation(data: unknown): string | null {
  let found: string | null = null;
  visit(data, (object) => {
    const assigned = object["assignedLocation"] as
      { location?: { id?: unknown } | null } | undefined;
    const id = assigned?.location?.id;
    if (typeof id === "string") found ??= id;
  });
  return found;
}

/** Locations that the recording itself makes are not seeded. */
function isOlder(fields: Json, { steps }: Seeding["recording"]): boolean {
  return !steps.some((step) => {
    const made = step.expected?.data?.["locationAdd"] as
      { location?: { id?: unknown } | null } | undefined;
    const service = step.expected?.data?.["fulfillmentServiceCreate"] as
      { fulfillmentService?: { location?: { id?: unknown } | null } | null } | undefined;
    const id = fields["id"];
    return made?.location?.id === id || service?.fulfillmentService?.location?.id === id;
  });
}
