import pg from "pg";
import { DatabaseUnavailable } from "./database-unavailable.ts";

/** Connection exceptions, too little room, operator intervention and statement timeouts, system errors, and a database that may only be read. */
const UNAVAILABLE = /^(?:08|53|57|58)|^25006$/;

/** Serialization failure and deadlock: the same transaction may well pass when it is tried again. */
const COLLISION = new Set(["40001", "40P01"]);

/** Rethrows what pg threw: as DatabaseUnavailable where the server is out of reach or out of room. */
export function databaseFailure(error: unknown): never {
  throw isUnavailable(error) ? new DatabaseUnavailable(String(error), { cause: error }) : error;
}

/** A connection that does not come about is an outage, whatever the server says. */
export function connectFailure(error: unknown): never {
  throw new DatabaseUnavailable(String(error), { cause: error });
}

export function isCollision(error: unknown): boolean {
  return error instanceof pg.DatabaseError && COLLISION.has(error.code ?? "");
}

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof DatabaseUnavailable) return false;
  if (!(error instanceof pg.DatabaseError)) return !(error instanceof TypeError);
  return UNAVAILABLE.test(error.code ?? "");
}

const UNIQUE_VIOLATION = "23505";

/** Somebody else wrote the same unique value first. */
export function isConflict(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === UNIQUE_VIOLATION;
}
