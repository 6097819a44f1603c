import { expect, it } from "vitest";
import { instantOf } from "../../app/domain/instant.ts";
import { eventually, RECEIVED_AT } from "./world.ts";
import type { World } from "./world.ts";

export function endpointsContract(world: () => World): void {
  it("finds an endpoint by its key, secrets opened, and no other", async () => {
    const source = await world().newShop();
    expect(await world().endpoints.find(source.endpointKey)).toMatchObject({
      shopId: source.shopId,
      sourceId: source.sourceId,
      endpointId: source.endpointId,
      state: "active",
      scheme: { kind: "standard_webhooks" },
      secrets: [{ value: source.secret, expiresAt: null }],
      maxBodyBytes: 1_048_576,
      response: { status: 202, body: null, contentType: "application/json" },
      accepts: ["json"],
      deduplication: { from: "signed_id" },
    });
    expect(await world().endpoints.find("no-such-endpoint")).toBeNull();
  });

  it("learns at once that an endpoint changed", async () => {
    const source = await world().newShop();
    await world().endpoints.find(source.endpointKey);
    await world().setEndpointState(source, "stopped");
    await eventually(
      () => world().endpoints.find(source.endpointKey),
      (endpoint) => endpoint?.state === "stopped",
    );
  });

  it("H11: keeps the last twenty rejected deliveries of an endpoint", async () => {
    const source = await world().newShop();
    const endpoint = await world().endpoints.find(source.endpointKey);
    if (endpoint === null) throw new Error("the endpoint is not there");
    for (let n = 0; n < 25; n += 1) {
      await world().endpoints.noteRejection(endpoint, {
        receivedAt: instantOf(Date.parse(RECEIVED_AT) + n),
        code: `code ${String(n)}`,
        detail: "No signature.",
        headers: {},
        query: "",
        body: Buffer.from("{}"),
      });
    }
    const codes = await world().rejections(source);
    expect(codes).toHaveLength(20);
    expect(codes.at(0)).toBe("code 5");
    expect(codes.at(-1)).toBe("code 24");
  });
}
