import { epochOf, type Instant, instantOf } from "../../domain/instant.ts";

/** The least id (UUID of version 7) of that millisecond: message ids sort by time, so a time is a range of ids. */
export function firstIdAt(instant: Instant): string {
  const time = epochOf(instant).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

/** When an id (UUID of version 7) was made. */
export function instantOfId(id: string): Instant {
  return instantOf(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16));
}
