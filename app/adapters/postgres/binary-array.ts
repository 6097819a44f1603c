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

export function uuidArray(values: readonly (string | null)[]): Buffer {
  return binaryArray(
    OID.uuid,
    values.map((value) => (value === null ? null : uuidBytes(value))),
  );
}

export function byteaArray(values: readonly Uint8Array[]): Buffer {
  return binaryArray(OID.bytea, values);
}

export function textArray(values: readonly string[]): Buffer {
  return binaryArray(
    OID.text,
    values.map((value) => Buffer.from(value)),
  );
}

export function instantArray(values: readonly Instant[]): Buffer {
  return binaryArray(OID.timestamptz, values.map(instantBytes));
}

export function integerArray(values: readonly number[]): Buffer {
  return binaryArray(OID.int4, values.map(integerBytes));
}

function binaryArray(oid: number, values: readonly (Uint8Array | null)[]): Buffer {
  const size = values.reduce((sum, value) => sum + 4 + (value?.length ?? 0), HEADER_BYTES);
  const array = Buffer.allocUnsafe(size);
  array.writeInt32BE(1, 0); // one dimension
  array.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  array.writeInt32BE(oid, 8);
  array.writeInt32BE(values.length, 12);
  array.writeInt32BE(1, 16); // counted from 1
  let at = HEADER_BYTES;
  for (const value of values) {
    at = array.writeInt32BE(value === null ? -1 : value.length, at);
    if (value === null) continue;
    array.set(value, at);
    at += value.length;
  }
  return array;
}

function uuidBytes(uuid: string): Uint8Array {
  const bytes = Buffer.from(uuid.replaceAll("-", ""), "hex");
  if (bytes.length !== 16) throw new TypeError(`not a UUID: ${uuid}`);
  return bytes;
}

function instantBytes(instant: Instant): Uint8Array {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(BigInt(epochOf(instant) - EPOCH_MILLISECONDS) * 1_000n);
  return bytes;
}

function integerBytes(value: number): Uint8Array {
  const bytes = Buffer.allocUnsafe(4);
  bytes.writeInt32BE(value);
  return bytes;
}
