import { epochOf } from "../../domain/instant.ts";
import type { Instant } from "../../domain/instant.ts";

/**
 * Arrays in PostgreSQL's binary form. pg sends a Buffer as a binary parameter,
 * and these cost the intake half of what JavaScript arrays do.
 */

const OID = { bytea: 17, int4: 23, text: 25, timestamptz: 1184, uuid: 2950 } as const;
const HEADER_BYTES = 20;
/** 2000-01-01, from which PostgreSQL counts. */
const EPOCH_MILLISECONDS = 946_684_800_000;

/** How values of one type are laid out: their size, and the bytes written at a place. */
interface Layout<T> {
  readonly oid: number;
  readonly sizeOf: (value: T) => number;
  readonly write: (array: Buffer, value: T, at: number) => void;
}

const UUID_BYTES = 16;
const UUID_DASHES = /^.{8}-.{4}-.{4}-.{4}-.{12}$/s;
/** Where the two digits of each byte begin in a UUID's text. */
const UUID_DIGITS = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

const UUID: Layout<string> = {
  oid: OID.uuid,
  sizeOf: () => UUID_BYTES,
  write(array, value, at) {
    let place = at;
    let isUuid = UUID_DASHES.test(value);
    for (const digit of UUID_DIGITS) {
      const byte = (nibble(value, digit) << 4) | nibble(value, digit + 1);
      if (byte < 0) isUuid = false;
      array[place++] = byte;
    }
    if (!isUuid) throw new TypeError(`not a UUID: ${value}`);
  },
};

const NIBBLES = nibblesOf("0123456789abcdef");

/** The value of a hexadecimal digit; negative for anything else. */
function nibble(text: string, at: number): number {
  return NIBBLES[text.charCodeAt(at)] ?? -1;
}

/** By the code of each digit, small or capital. */
function nibblesOf(digits: string): Int8Array {
  const nibbles = new Int8Array(128).fill(-1);
  for (let value = 0; value < digits.length; value += 1) {
    nibbles[digits.charCodeAt(value)] = value;
    nibbles[digits.toUpperCase().charCodeAt(value)] = value;
  }
  return nibbles;
}

const HEX: Layout<string> = {
  oid: OID.bytea,
  sizeOf: (value) => value.length / 2,
  write(array, value, at) {
    if (array.write(value, at, "hex") !== value.length / 2)
      throw new TypeError("not hexadecimal digits in pairs");
  },
};

const BYTEA: Layout<Uint8Array> = {
  oid: OID.bytea,
  sizeOf: (value) => value.length,
  write: (array, value, at) => {
    array.set(value, at);
  },
};

const TEXT: Layout<string> = {
  oid: OID.text,
  sizeOf: (value) => Buffer.byteLength(value),
  write: (array, value, at) => {
    array.write(value, at);
  },
};

const HALF = 2 ** 32;

/** Microseconds as a 64-bit whole number, in two halves: a BigInt for each costs more than the rest. */
const TIMESTAMPTZ: Layout<Instant> = {
  oid: OID.timestamptz,
  sizeOf: () => 8,
  write(array, value, at) {
    const microseconds = (epochOf(value) - EPOCH_MILLISECONDS) * 1_000;
    const high = Math.floor(microseconds / HALF);
    array.writeInt32BE(high, at);
    array.writeUInt32BE(microseconds - high * HALF, at + 4);
  },
};

const INT4: Layout<number> = {
  oid: OID.int4,
  sizeOf: () => 4,
  write: (array, value, at) => {
    array.writeInt32BE(value, at);
  },
};

export function uuidArray(values: readonly (string | null)[]): Buffer {
  return binaryArray(UUID, values);
}

export function byteaArray(values: readonly Uint8Array[]): Buffer {
  return binaryArray(BYTEA, values);
}

/** Bytes that are at hand as hexadecimal digits. */
export function hexArray(values: readonly string[]): Buffer {
  return binaryArray(HEX, values);
}

export function textArray(values: readonly string[]): Buffer {
  return binaryArray(TEXT, values);
}

export function instantArray(values: readonly Instant[]): Buffer {
  return binaryArray(TIMESTAMPTZ, values);
}

export function integerArray(values: readonly number[]): Buffer {
  return binaryArray(INT4, values);
}

const NULL_SIZE = -1;

function binaryArray<T>(layout: Layout<T>, values: readonly (T | null)[]): Buffer {
  const array = Buffer.allocUnsafe(sizeOf(layout, values));
  array.writeInt32BE(1, 0); // one dimension
  array.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  array.writeInt32BE(layout.oid, 8);
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16); // counted from 1
  let at = HEADER_BYTES;
  for (const value of values) {
    const size = value === null ? NULL_SIZE : layout.sizeOf(value);
    at = array.writeInt32BE(size, at);
    if (value === null) continue;
    layout.write(array, value, at);
    at += size;
  }
  return array;
}

function sizeOf<T>({ sizeOf: bytesOf }: Layout<T>, values: readonly (T | null)[]): number {
  let size = HEADER_BYTES;
  for (const value of values) size += 4 + (value === null ? 0 : bytesOf(value));
  return size;
}
