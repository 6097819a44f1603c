import { afterEach, beforeEach, describe } from "vitest";
import { channelsContract } from "./channels.contract.ts";
import { countsContract } from "./counts.contract.ts";
import { endpointsContract } from "./endpoints.contract.ts";
import { inboxContract } from "./inbox.contract.ts";
import { lanesContract } from "./lanes.contract.ts";
import { memoryWorld } from "./memory-world.ts";
import { foldingContract } from "./folding.contract.ts";
import { messagesContract } from "./messages.contract.ts";
import { intentsContract, ordersContract } from "./orders.contract.ts";
import { postgresWorld } from "./postgres-world.ts";
import type { World } from "./world.ts";

describe.each([
  ["PostgreSQL", () => postgresWorld()],
  ["memory", memoryWorld],
])("on %s", (_name, makeWorld) => {
  let world: World;
  beforeEach(async () => {
    world = await makeWorld();
  });
  afterEach(async () => {
    await world.close();
  });

  describe("endpoints", () => {
    endpointsContract(() => world);
  });
  describe("the inbox", () => {
    inboxContract(() => world);
  });
  describe("channels", () => {
    channelsContract(() => world);
  });
  describe("messages", () => {
    messagesContract(() => world);
  });
  describe("folding", () => {
    foldingContract(() => world);
  });
  describe("lanes", () => {
    lanesContract(() => world);
  });
  describe("what sets a unit aside", () => {
    countsContract(() => world);
  });
  describe("orders", () => {
    ordersContract(() => world);
  });
  describe("intents", () => {
    intentsContract(() => world);
  });
});
