import { digestOf } from "../resources/metafield-store.ts";
import { addProduct, remember, type Shop } from "../store/shop.ts";
import type { Metafield } from "../store/types.ts";
import type { Recording } from "./recording.ts";
import type { Seeding } from "./seeding.ts";

interface MetafieldInput {
  readonly ownerId: string;
  readonly namespace?: string;
  readonly key: string;
  readonly compareDigest?: string | null;
}

/** A metafield that was set with a digest was there before, with a value of that digest. */
export function seedMetafields(shop: Shop, { recording, bindings }: Seeding, now: string): void {
  for (const step of recording.steps) {
    const inputs = step.variables?.["metafields"];
    if (!Array.isArray(inputs)) continue;
    for (const { ownerId, namespace, key, compareDigest } of inputs as readonly MetafieldInput[]) {
      if (typeof compareDigest !== "string") continue;
      const metafield: Metafield = remember(shop, {
        __typename: "Metafield",
        id: shop.ids.gid("Metafield"),
        ownerId: bindings.translate(ownerId),
        namespace: namespace ?? "",
        key,
        type: "single_line_text_field",
        value: "seeded",
        createdAt: now,
        updatedAt: now,
      });
      if (isAccepted(step.expected?.data))
        bindings.bind("digest", compareDigest, digestOf(metafield));
    }
  }
}

function isAccepted(data: unknown): boolean {
  return !JSON.stringify(data ?? {}).includes("STALE_OBJECT");
}

/** As many products as a bulk query of them counted. */
export function seedProductCount(shop: Shop, { steps }: Recording, now: string): void {
  const counts = steps.map((step) =>
    /"rootObjectCount":"(\d+)"/.exec(JSON.stringify(step.expected)),
  );
  const most = Math.max(0, ...counts.map((match) => Number(match?.[1] ?? 0)));
  for (let index = 0; index < most; index += 1) {
    addProduct(shop, { title: `Product ${String(index)}`, sku: `P-${String(index)}` }, now);
  }
}
