import type { Seeding } from "./seed.ts";
import { visit } from "./gather.ts";

type Json = Readonly<Record<string, unknown>>;

export interface SeededLocation {
  readonly id: string;
  readonly name: string;
  readonly fulfillsOnlineOrders: boolean;
}

export interface LocationPlan {
  readonly locations: readonly SeededLocation[];
  readonly defaultId: string | null;
  /** Where each variant's orders were routed; null where that is not shown. */
  readonly variants: ReadonlyMap<string, string | null>;
}

/** Places and stock as the recording's first orders show them. */
export function locationsOfOrders({ recording, seen }: Seeding): LocationPlan {
  const variants = new Map<string, string | null>();
  let defaultId: string | null = null;
  for (const step of recording.steps) {
    const order = step.variables?.["order"] as { lineItems?: readonly Json[] } | undefined;
    const assigned = firstAssignedLocation(step.expected?.data);
    for (const line of order?.lineItems ?? []) {
      const variant = line["variantId"];
      if (typeof variant === "string") variants.set(variant, variants.get(variant) ?? assigned);
      else defaultId ??= assigned;
    }
    for (const id of step.unbound ?? []) {
      if (id.startsWith("gid://shopify/ProductVariant/") && !variants.has(id))
        variants.set(id, null);
    }
  }
  const older = [...seen.values()].filter(
    (one) => one.type === "Location" && isOlder(one.fields, recording),
  );
  const locations = older.map(({ id, fields }) => ({
    id,
    name: typeof fields["name"] === "string" ? fields["name"] : "Seeded location",
    fulfillsOnlineOrders: fields["fulfillsOnlineOrders"] !== false,
  }));
  return { locations, defaultId: defaultId ?? variants.values().next().value ?? null, variants };
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
