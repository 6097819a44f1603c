import type { Instant } from "../../../app/domain/instant.ts";

/** What a statement of the seed is written for. */
export interface Past {
  readonly shopId: string;
  readonly now: Instant;
  /** How far back it goes. */
  readonly days: number;
}

export interface Statement {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** An id (UUID of version 7) of that moment, as SQL; the same salt gives the same id. */
export function idAt(at: string, salt: string): string {
  return `(lpad(to_hex((extract(epoch FROM ${at}) * 1000)::bigint), 12, '0') || '7'
    || substr(md5(${salt}), 1, 3) || '8' || substr(md5(${salt}), 4, 15))::uuid`;
}

/** An `Instant` of the domain, as SQL. */
export function instantText(at: string): string {
  return `to_char((${at}) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}

/** One of these by a whole number, as SQL. */
export function oneOf(values: readonly string[], number: string): string {
  const list = values.map((value) => `'${value}'`).join(", ");
  return `(ARRAY[${list}])[1 + abs(${number}) % ${String(values.length)}]`;
}
