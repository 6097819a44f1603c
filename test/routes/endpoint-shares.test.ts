import { expect, it } from "vitest";
import { endpointShares } from "../../app/server/endpoint-shares.ts";

it("whoever floods has no share of a full line, and whoever has little in it has", () => {
  const shares = endpointShares();
  shares.proved("flooding");
  shares.proved("quiet");
  for (let count = 0; count < 1000; count += 1) shares.enter("flooding");

  expect(shares.hasShare("flooding")).toBe(false);
  expect(shares.hasShare("quiet")).toBe(true);
});

it("a share is less the more endpoints are at work, and never less than one delivery", () => {
  const shares = endpointShares();
  shares.proved("quiet");
  for (let number = 0; number < 1000; number += 1) shares.enter(`other ${String(number)}`);

  expect(shares.hasShare("quiet")).toBe(true);
  shares.enter("quiet");
  expect(shares.hasShare("quiet")).toBe(false);
  shares.leave("quiet");
  expect(shares.hasShare("quiet")).toBe(true);
});

it("a key that nobody signed for has no share of a full line", () => {
  expect(endpointShares().hasShare("made up")).toBe(false);
});
