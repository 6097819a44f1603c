import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import type { MappingVersion } from "../../app/domain/mapping/mapping-version.ts";
import type { Instant } from "../../app/domain/instant.ts";
import { DEFAULT_POLICY, type Policy } from "../../app/domain/plan/policy.ts";
import type { PostgresAdapter } from "../../app/adapters/postgres/postgres.ts";
import type { SourceRole } from "../../app/domain/source/source-role.ts";
import type { DataKey } from "../../app/pipeline/ports.ts";
import type { Teller } from "./story.ts";

/** A source of the seeded shop. */
export interface SeededSource {
  readonly id: string;
  readonly isDriving: boolean;
  readonly version: MappingVersion;
}

/** The shop that the stories are told to. */
export interface SeedWorld {
  readonly shopId: string;
  readonly now: Instant;
  readonly key: DataKey;
  readonly sources: Readonly<Record<Teller, SeededSource>>;
  /** By source id. */
  readonly policies: Readonly<Record<string, Policy>>;
  readonly driving: readonly string[];
  /** Messages received before this have lost their content. */
  readonly contentsFrom: Instant;
}

const NAMES: Readonly<Record<Teller, { readonly name: string; readonly role: SourceRole }>> = {
  oms: { name: "Main OMS", role: "oms" },
  dropship: { name: "Drop shipper", role: "oms" },
  wms: { name: "Warehouse", role: "wms" },
  erp: { name: "Ledger", role: "erp" },
};

/** What every source of the seeded shop signs with. */
export const SECRET = `whsec_${Buffer.alloc(24, 9).toString("base64")}`;

/** Makes the shop, as an install does, and its sources, as the form does. */
export async function makeShop(
  adapter: PostgresAdapter,
  domain: string,
): Promise<Pick<SeedWorld, "shopId" | "key" | "sources" | "policies" | "driving">> {
  const shop = await adapter.shops.installed(domain, ["read_orders"]);
  await adapter.shops.described(shop.id, { name: "Seeded store", timeZone: "Europe/Berlin" });
  const sources = {
    oms: await makeSource(adapter, shop.id, "oms"),
    dropship: await makeSource(adapter, shop.id, "dropship"),
    wms: await makeSource(adapter, shop.id, "wms"),
    erp: await makeSource(adapter, shop.id, "erp"),
  };
  const all = Object.values(sources);
  return {
    shopId: shop.id,
    key: await adapter.keys.of(shop.id),
    sources,
    policies: Object.fromEntries(all.map(({ id }) => [id, DEFAULT_POLICY])),
    driving: all.filter(({ isDriving }) => isDriving).map(({ id }) => id),
  };
}

async function makeSource(
  adapter: PostgresAdapter,
  shopId: string,
  teller: Teller,
): Promise<SeededSource> {
  const { scheme, deduplication, response, mapping, statusMap } = genericJson;
  const { name, role } = NAMES[teller];
  const made = await adapter.sources.create(
    { shopId, actor: "system" },
    {
      name,
      role,
      preset: genericJson.id,
      policy: DEFAULT_POLICY,
      scheme,
      deduplication,
      response,
      accepts: ["json"],
      secret: SECRET,
      mapping,
      statusMap,
    },
  );
  if (made.outcome === "name_taken") throw new Error(`the shop already has a source ${name}`);
  const version = await adapter.messages.mapping(shopId, made.sourceId);
  if (version === null) throw new Error(`${name} has no mapping`);
  return { id: made.sourceId, isDriving: role === "oms", version };
}
