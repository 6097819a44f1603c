import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { SealBroken } from "../../../app/adapters/system/seal-broken.ts";
import type { SourceAccess } from "../../../app/domain/source/source-access.ts";
import { PUBLIC_TLS } from "../../../app/domain/source/tls-rule.ts";
import { postgresWorld } from "../../contract/postgres-world.ts";
import type { World, WorldSource } from "../../contract/world.ts";
import { freshDatabase } from "../../postgres.ts";
import type { TestDatabase } from "../../postgres.ts";

const CANARY = "CANARY-51b9";

const ACCESS: SourceAccess = {
  baseUrl: "https://api.oms.example",
  tls: PUBLIC_TLS,
  auth: { kind: "basic", user: "{input.user}", password: "{input.password}" },
  inputs: { user: "handoff", password: CANARY },
};

let test: TestDatabase;
let world: World;
let source: WorldSource;
let other: WorldSource;

beforeAll(async () => {
  test = await freshDatabase();
  world = await postgresWorld(test);
  source = await world.newShop();
  other = await world.newShop();
});

afterAll(async () => {
  await world.close();
});

const by = () => ({ shopId: source.shopId, actor: "staff 7" });

describe("what a merchant entered to reach a source", () => {
  it("comes back whole, and is replaced as a whole", async () => {
    const { credentials } = test.adapter;
    expect(await credentials.of(source.shopId, source.sourceId)).toBeNull();

    expect(await credentials.save(by(), source.sourceId, ACCESS)).toBe("saved");
    expect(await credentials.of(source.shopId, source.sourceId)).toEqual(ACCESS);

    const bearer: SourceAccess = {
      ...ACCESS,
      tls: { check: "own_authority", pem: "a certificate" },
      auth: { kind: "static", headers: { authorization: "Bearer {input.token}" } },
      inputs: { token: CANARY },
    };
    expect(await credentials.save(by(), source.sourceId, bearer)).toBe("saved");
    expect(await credentials.of(source.shopId, source.sourceId)).toEqual(bearer);
  });

  it("K1: is nowhere in the database in clear, nor in its audit", async () => {
    const { rows } = await test.owner.query<{ text: string }>(
      `SELECT row_to_json(c)::text || encode(inputs, 'escape') AS text FROM source_credential c
       UNION ALL SELECT row_to_json(a)::text FROM audit_entry a`,
    );
    expect(rows.length).toBeGreaterThan(2);
    expect(rows.filter(({ text }) => text.includes(CANARY))).toEqual([]);
  });

  it("K1: opens in its own row alone", async () => {
    const { credentials } = test.adapter;
    const elsewhere = { shopId: other.shopId, actor: "staff 8" };
    await credentials.save(elsewhere, other.sourceId, ACCESS);
    await test.owner.query(
      `UPDATE source_credential SET inputs = (SELECT inputs FROM source_credential WHERE source_id = $1)
       WHERE source_id = $2`,
      [source.sourceId, other.sourceId],
    );
    await expect(credentials.of(other.shopId, other.sourceId)).rejects.toThrow(SealBroken);
  });

  it("T1: is out of another shop's reach", async () => {
    const { credentials } = test.adapter;
    const elsewhere = { shopId: other.shopId, actor: "staff 8" };
    expect(await credentials.of(other.shopId, source.sourceId)).toBeNull();
    expect(await credentials.save(elsewhere, source.sourceId, ACCESS)).toBe("not_found");
    expect(await credentials.remove(elsewhere, source.sourceId)).toBe("not_found");
    expect(await credentials.of(source.shopId, source.sourceId)).not.toBeNull();
  });

  it("is gone once it is removed", async () => {
    const { credentials } = test.adapter;
    expect(await credentials.remove(by(), source.sourceId)).toBe("removed");
    expect(await credentials.remove(by(), source.sourceId)).toBe("not_found");
    expect(await credentials.of(source.shopId, source.sourceId)).toBeNull();
  });
});
