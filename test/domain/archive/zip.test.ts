import { crc32 } from "node:zlib";
import { describe, expect, it } from "vitest";
import { zipOf } from "../../../app/domain/archive/zip.ts";
import { at } from "../diagnosis/order-evidence.ts";

const FILES = [
  { name: "README.md", text: "# Übergabe: #1001\n" },
  { name: "leer.csv", text: "" },
];

/** What the directory at the end of an archive lists, read as an unpacker does. */
function unzipped(bytes: Uint8Array) {
  const archive = Buffer.from(bytes);
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).toBe(0x06054b50);
  let place = archive.readUInt32LE(end + 16);
  return Array.from({ length: archive.readUInt16LE(end + 10) }, () => {
    const nameLength = archive.readUInt16LE(place + 28);
    const local = archive.readUInt32LE(place + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26);
    const content = archive.subarray(start, start + archive.readUInt32LE(local + 22));
    expect(archive.readUInt32LE(local + 14)).toBe(crc32(content));
    expect(archive.readUInt32LE(place + 16)).toBe(crc32(content));
    const name = archive.toString("utf8", place + 46, place + 46 + nameLength);
    const time = [archive.readUInt16LE(place + 12), archive.readUInt16LE(place + 14)];
    place += 46 + nameLength;
    return { name, text: content.toString("utf8"), time };
  });
}

describe("an archive", () => {
  it("holds each file under its name, with its checksum and its time", () => {
    const files = unzipped(zipOf(FILES, at("10:31")));
    expect(files.map(({ name, text }) => ({ name, text }))).toEqual(FILES);
    // 10:31:00 on 20 November 2026, as these archives write it.
    expect(files[0]?.time).toEqual([(10 << 11) | (31 << 5), (46 << 9) | (11 << 5) | 20]);
  });

  it("is one even where it holds nothing", () => {
    expect(unzipped(zipOf([], at("10:31")))).toEqual([]);
  });
});
