import { describe, expect, it } from "vitest";
import { byteaArray, hexArray, uuidArray } from "../../../app/adapters/postgres/binary-array.ts";

const HEADER_BYTES = 20;
const LENGTH_BYTES = 4;

describe("arrays for PostgreSQL", () => {
  it("hold a UUID as its 16 bytes, whether its letters are small or capital", () => {
    const id = "0197b2f0-1234-7abc-8def-00000000beef";
    const bytes = Buffer.from(id.replaceAll("-", ""), "hex");
    for (const text of [id, id.toUpperCase()]) {
      const array = uuidArray([text, null, text]);
      const first = HEADER_BYTES + LENGTH_BYTES;
      expect(array.subarray(first, first + 16)).toEqual(bytes);
      expect(array.subarray(-16)).toEqual(bytes);
    }
  });

  it.each([
    ["too short", "0197b2f0-1234-7abc-8def-00000000bee"],
    ["too long", "0197b2f0-1234-7abc-8def-00000000beef0"],
    ["no digits", "0197b2f0-1234-7abc-8def-00000000beeg"],
    ["letters of another script", "0197b2f0-1234-7abc-8def-00000000beeé"],
    ["dashes elsewhere", "0197b2f01-234-7abc-8def-00000000beef"],
    ["no dashes", "0197b2f0123407abc08def000000000beef1"],
  ])("take no text for a UUID that is %s", (_what, text) => {
    expect(() => uuidArray([text])).toThrow(TypeError);
  });

  it("hold the same bytes, given as bytes or as hexadecimal digits", () => {
    const bytes = Buffer.from([0, 1, 127, 128, 255]);
    expect(hexArray([bytes.toString("hex")])).toEqual(byteaArray([bytes]));
    expect(() => hexArray(["0g"])).toThrow(TypeError);
  });
});
