import { describe, expect, it } from "vitest";
import { SealBroken } from "../../../app/adapters/system/seal-broken.ts";
import { sealing } from "../../../app/adapters/system/sealing.ts";

const KEY = Buffer.alloc(32, 1);
const OTHER_KEY = Buffer.alloc(32, 2);
const SHOP = "0197b2f0-0000-7000-8000-000000000001";
const PLACE = { table: "session", column: "secrets", shopId: SHOP, rowId: "row 1" };
const SECRET = Buffer.from("shpat_a_secret");

describe("sealing", () => {
  const installation = sealing([KEY]);
  const stored = installation.newKey(SHOP);
  const key = installation.unwrap(SHOP, stored);

  it("gives back what was sealed", () => {
    const sealed = key.seal(PLACE, SECRET);
    expect(Buffer.from(sealed).includes(SECRET)).toBe(false);
    expect(Buffer.from(key.open(PLACE, sealed))).toEqual(SECRET);
    expect(key.open(PLACE, key.seal(PLACE, new Uint8Array()))).toHaveLength(0);
  });

  it("seals the same text differently each time", () => {
    const texts = Array.from({ length: 1000 }, () =>
      Buffer.from(key.seal(PLACE, SECRET)).toString("hex"),
    );
    expect(new Set(texts).size).toBe(texts.length);
  });

  it.each([
    ["another table", { table: "shop" }],
    ["another column", { column: "scope" }],
    ["another shop", { shopId: "0197b2f0-0000-7000-8000-000000000002" }],
    ["another row", { rowId: "row 2" }],
  ])("K1: does not open what was moved to %s", (_name, moved) => {
    const sealed = key.seal(PLACE, SECRET);
    expect(() => key.open({ ...PLACE, ...moved }, sealed)).toThrow(SealBroken);
  });

  it("K1: does not open what was changed in any one byte, or cut", () => {
    const sealed = key.seal(PLACE, SECRET);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Uint8Array.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => key.open(PLACE, changed)).toThrow(SealBroken);
    }
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => key.open(PLACE, sealed.subarray(0, length))).toThrow(SealBroken);
    }
  });

  it("does not open a data key of another shop or with another installation's key", () => {
    expect(() => installation.unwrap("another shop", stored)).toThrow(SealBroken);
    expect(() => sealing([OTHER_KEY]).unwrap(SHOP, stored)).toThrow(SealBroken);
  });

  it("K2: opens old wrappings beside new ones, and wraps anew under the current key", () => {
    const rotated = sealing([OTHER_KEY, KEY]);
    const sealed = key.seal(PLACE, SECRET);
    expect(Buffer.from(rotated.unwrap(SHOP, stored).open(PLACE, sealed))).toEqual(SECRET);
    const rewrapped = rotated.rewrap(SHOP, stored);
    expect(rewrapped.keyId).toBe(rotated.keyId);
    expect(Buffer.from(sealing([OTHER_KEY]).unwrap(SHOP, rewrapped).open(PLACE, sealed))).toEqual(
      SECRET,
    );
  });

  it("takes keys of 32 bytes alone", () => {
    expect(() => sealing([Buffer.alloc(31)])).toThrow(RangeError);
    expect(() => sealing([])).toThrow(RangeError);
  });
});
