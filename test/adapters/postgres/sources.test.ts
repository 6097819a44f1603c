import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { postgresWorld } from "../../contract/postgres-world.ts";
import { eventually, SETTINGS } from "../../contract/world.ts";
import type { World, WorldSource } from "../../contract/world.ts";
import { freshDatabase } from "../../postgres.ts";
import type { TestDatabase } from "../../postgres.ts";

let test: TestDatabase;
let world: World;
let source: WorldSource;

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
  source = await world.newShop();
});

afterAll(async () => {
  await world.close();
});

const by = () => ({ shopId: source.shopId, actor: "staff 7" });

function actions(): Promise<readonly { action: string; actor: string }[]> {
  return test.database.forShop(source.shopId, (sql) =>
    sql.query<{ action: string; actor: string }>(
      "SELECT action, actor FROM audit_entry ORDER BY id",
    ),
  );
}

describe("sources", () => {
  it("are named once in a shop", async () => {
    const oms = { ...SETTINGS, name: "My OMS", role: "oms", secret: null } as const;
    const created = await test.adapter.sources.create(by(), oms);
    expect(created).toMatchObject({ outcome: "created" });
    expect(await test.adapter.sources.create(by(), oms)).toEqual({ outcome: "name_taken" });
    const other = await world.newShop();
    const elsewhere = { shopId: other.shopId, actor: "staff 8" };
    expect(await test.adapter.sources.create(elsewhere, oms)).toMatchObject({ outcome: "created" });
    const { sources } = test.adapter;
    expect(await sources.change(by(), source.sourceId, { name: "My OMS" })).toBe("name_taken");
    expect(await sources.change(by(), source.sourceId, { name: "Theirs" })).toBe("changed");
    expect(await sources.change(elsewhere, source.sourceId, { name: "Stolen" })).toBe("not_found");
  });

  it("R15: keep the secret before a rotation for its overlap, and three at most", async () => {
    const { endpointId } = source;
    const rotate = (value: string, overlapSeconds: number) =>
      test.adapter.sources.rotateSecret(by(), { endpointId, value, overlapSeconds });
    for (const value of ["second", "third", "fourth"]) await rotate(value, 3600);
    const endpoint = await eventually(
      () => world.endpoints.find(source.endpointKey),
      (found) => found?.secrets[0]?.value === "fourth",
    );
    expect(endpoint?.secrets.map(({ value }) => value)).toEqual(["fourth", "third", "second"]);
    expect(endpoint?.secrets.map(({ expiresAt }) => expiresAt === null)).toEqual([
      true,
      false,
      false,
    ]);

    await rotate("last", 0);
    const after = await eventually(
      () => world.endpoints.find(source.endpointKey),
      (found) => found?.secrets[0]?.value === "last",
    );
    expect(after?.secrets.map(({ value }) => value)).toEqual(["last"]);
  });

  it("R16: are interpreted by the version that was published last", async () => {
    const { sourceId, shopId } = source;
    const mapping = {
      sourceId,
      mapping: SETTINGS.mapping,
      statusMap: { new: "processing" },
    } as const;
    const second = await test.adapter.sources.publishMapping(by(), mapping);
    expect(second).toMatchObject({ version: 2 });
    expect(await world.messages.mapping(shopId, sourceId)).toMatchObject({
      version: 2,
      statusMap: mapping.statusMap,
    });
    expect(await test.adapter.sources.publishVersion(by(), source.mappingVersionId)).toBe(
      "published",
    );
    expect(await world.messages.mapping(shopId, sourceId)).toMatchObject({ version: 1 });
    const other = await world.newShop();
    const foreign = { shopId: other.shopId, actor: "x" };
    expect(await test.adapter.sources.publishMapping(foreign, mapping)).toBeNull();
    expect(await test.adapter.sources.publishVersion(foreign, second?.id ?? "")).toBe("not_found");
  });

  it("leave a trace of who changed what, without a secret", async () => {
    const trace = await actions();
    expect(new Set(trace.map(({ action }) => action))).toEqual(
      new Set([
        "shop.installed",
        "source.created",
        "source.changed",
        "secret.rotated",
        "mapping.published",
      ]),
    );
    expect(trace.some(({ actor }) => actor === "staff 7")).toBe(true);
    const { rows } = await test.owner.query(
      "SELECT FROM audit_entry WHERE detail::text LIKE '%fourth%'",
    );
    expect(rows).toHaveLength(0);
  });
});
