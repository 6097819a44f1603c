import type { Instant } from "../instant.ts";

/** One file of an archive; its name is plain or has folders with `/`. */
export interface ZippedText {
  readonly name: string;
  readonly text: string;
}

/**
 * A ZIP archive of these texts as UTF-8, as every system opens it. They are
 * stored as they are: what is made here is small, and this has to run in a
 * browser too.
 *
 * @param at the files' time; archives have no zone, so it is told in UTC
 */
export function zipOf(files: readonly ZippedText[], at: Instant): Uint8Array {
  const entries: Entry[] = [];
  let offset = 0;
  for (const file of files) {
    const entry = entryOf(file, { at, offset });
    entries.push(entry);
    offset += LOCAL_BYTES + entry.name.length + entry.content.length;
  }
  const locals = entries.flatMap((entry) => [local(entry), entry.name, entry.content]);
  const directory = entries.flatMap((entry) => [listed(entry), entry.name]);
  return joined([...locals, ...directory, end(entries.length, offset, sizeOf(directory))]);
}

interface Entry {
  readonly name: Uint8Array;
  readonly content: Uint8Array;
  readonly checksum: number;
  readonly time: number;
  readonly date: number;
  /** Where its own header begins. */
  readonly offset: number;
}

const encoder = new TextEncoder();

function entryOf(
  { name, text }: ZippedText,
  { at, offset }: { readonly at: Instant; readonly offset: number },
): Entry {
  const content = encoder.encode(text);
  return { name: encoder.encode(name), content, checksum: crc32(content), ...dosTime(at), offset };
}

type Field = readonly [bytes: 2 | 4, value: number];

/** Each number with its bytes, the lowest first. */
function header(fields: readonly Field[]): Uint8Array {
  return Uint8Array.from(
    fields.flatMap(([bytes, value]) =>
      Array.from({ length: bytes }, (_, at) => (value >>> (8 * at)) & 0xff),
    ),
  );
}

const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
const STORED = 0;
const LOCAL_BYTES = 30;

/** What the header before the file and the one in the directory both tell. */
function told({ name, content, checksum, time, date }: Entry): readonly Field[] {
  return [
    [2, VERSION],
    [2, FLAGS],
    [2, STORED],
    [2, time],
    [2, date],
    [4, checksum],
    [4, content.length],
    [4, content.length],
    [2, name.length],
    [2, 0],
  ];
}

function local(entry: Entry): Uint8Array {
  return header([[4, 0x04034b50], ...told(entry)]);
}

function listed(entry: Entry): Uint8Array {
  // No comment, the first disk, no attributes inside or outside.
  const rest: readonly Field[] = [
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, entry.offset],
  ];
  return header([[4, 0x02014b50], [2, VERSION], ...told(entry), ...rest]);
}

function end(count: number, offset: number, size: number): Uint8Array {
  return header([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, size],
    [4, offset],
    [2, 0],
  ]);
}

/** In two seconds, from 1980 on. */
function dosTime(at: Instant): { readonly time: number; readonly date: number } {
  const [year = 1980, month = 1, day = 1, hour = 0, minute = 0, second = 0] = at
    .split(/\D/)
    .map(Number);
  return {
    time: (hour << 11) | (minute << 5) | (second >> 1),
    date: (Math.max(0, year - 1980) << 9) | (month << 5) | day,
  };
}

/** The polynomial of ZIP, lowest bit first. */
const POLYNOMIAL = 0xedb88320;

const REMAINDERS = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    remainder = (remainder & 1) === 1 ? (remainder >>> 1) ^ POLYNOMIAL : remainder >>> 1;
  }
  return remainder;
});

function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ (REMAINDERS[(sum ^ byte) & 0xff] ?? 0);
  return (sum ^ 0xffffffff) >>> 0;
}

function sizeOf(parts: readonly Uint8Array[]): number {
  return parts.reduce((size, part) => size + part.length, 0);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(sizeOf(parts));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
