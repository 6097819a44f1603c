import type { Chance } from "../../simulation/chance.ts";

const PIECES = [
  Buffer.of(0),
  Buffer.of(0xc0, 0x80),
  Buffer.of(0xff, 0xfe),
  Buffer.of(0xed, 0xa0, 0x80),
  Buffer.from("\u2028"),
  Buffer.from("}"),
  Buffer.from('"'),
  Buffer.from("//"),
  Buffer.from("NaN"),
  Buffer.from("'"),
  Buffer.from(","),
] as const;

/** Changes bytes whatever they mean. */
export function mutateBytes(chance: Chance, bytes: Buffer): Buffer {
  const at = chance.int(bytes.length + 1);
  const changes = [
    () => bytes.subarray(0, at),
    () => Buffer.concat([bytes.subarray(0, at), chance.pick(PIECES), bytes.subarray(at)]),
    () => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + chance.between(1, 9))]),
    () => Buffer.concat([bytes.subarray(0, at), bytes]),
    () => Buffer.concat([Buffer.of(0xef, 0xbb, 0xbf), bytes]),
    () => Buffer.from(bytes.toString("utf8"), "utf16le"),
    () => flipped(bytes, at, chance.int(8)),
  ] as const;
  return chance.pick(changes)();
}

export function flipped(bytes: Buffer, at: number, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  const place = Math.min(at, copy.length - 1);
  if (place >= 0) copy[place] = (copy[place] ?? 0) ^ (1 << bit);
  return copy;
}
