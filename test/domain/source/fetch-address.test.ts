import { describe, expect, it } from "vitest";
import { fetchAddress } from "../../../app/domain/source/fetch-address.ts";

const SHIPSTATION = ["ssapi*.shipstation.com"];

describe("where the address of a thin webhook is really asked", () => {
  it.each([
    ["/orders/1?x=2", "https://api.oms.example/orders/1?x=2"],
    ["https://api.oms.example/a?b=1", "https://api.oms.example/a?b=1"],
    // Credentials go to the host that the merchant entered, whatever the address says.
    ["https://evil.example/a", "https://api.oms.example/a"],
    ["http://api.oms.example:22/a", "https://api.oms.example/a"],
    ["https://u:p@evil.example/a", "https://api.oms.example/a"],
    ["no address", null],
  ])("%s at the base URL: %s", (address, asked) => {
    expect(fetchAddress(address, "https://api.oms.example", [])).toBe(asked);
  });

  it("a path goes under the base URL's own path", () => {
    expect(fetchAddress("/orders/1", "https://api.oms.example/v2/", [])).toBe(
      "https://api.oms.example/v2/orders/1",
    );
    expect(fetchAddress("/orders/1", "no address", [])).toBeNull();
  });

  it.each([
    ["https://ssapi6.shipstation.com/s?b=1", "https://ssapi6.shipstation.com/s?b=1"],
    ["http://ssapi6.shipstation.com/s", "https://ssapi.shipstation.com/s"],
    ["https://ssapi6.shipstation.com:8443/s", "https://ssapi.shipstation.com/s"],
    ["https://ssapi.shipstation.com.evil.example/s", "https://ssapi.shipstation.com/s"],
    ["https://evil.example/s", "https://ssapi.shipstation.com/s"],
  ])("%s, of a system with several names: %s", (address, asked) => {
    expect(fetchAddress(address, "https://ssapi.shipstation.com", SHIPSTATION)).toBe(asked);
  });

  it("a base URL outside those names is asked itself", () => {
    const address = "https://ssapi6.shipstation.com/s";
    expect(fetchAddress(address, "https://proxy.example", SHIPSTATION)).toBe(
      "https://proxy.example/s",
    );
  });
});
