import type { Milestone } from "../../milestone.ts";
import { excerpt } from "../document/text.ts";
import type { FieldReader } from "../language/field-reader.ts";
import { normaliseStatus } from "../language/normalise-status.ts";
import type { Mapping } from "../mapping.ts";
import type { StatusMap } from "../mapping-version.ts";
import type { SeenStatus } from "../seen-status.ts";

interface ReadStatus {
  readonly seen: SeenStatus;
  /** What people read. */
  readonly sourceStatus: string;
}

/** Reads the source's status and asks the status map; a problem where either fails, null where there is no status. */
export function readStatus(
  reader: FieldReader,
  mapping: Mapping,
  statusMap: StatusMap,
): ReadStatus | null {
  const status = reader.text("status", mapping.status);
  if (status === null) {
    reader.report("status", mapping.status, {
      severity: "error",
      code: "missing_status",
      detail: 'The payload has no status where the mapping looks; point the field "status" to it.',
    });
    return null;
  }
  const milestone = milestoneOf(status, statusMap);
  const sourceStatus = reader.text("statusText", mapping.statusText) ?? status;
  if (milestone !== undefined) return { seen: { status, meaning: milestone }, sourceStatus };
  reader.report("status", mapping.status, {
    severity: "error",
    code: "unmapped_status",
    detail: `The status "${excerpt(status)}" is not in the status map; add it there, then replay the message.`,
    value: status,
  });
  return { seen: { status, meaning: null }, sourceStatus };
}

const normalised = new WeakMap<StatusMap, ReadonlyMap<string, Milestone | "ignore">>();

/** Undefined where the map does not know the status. */
export function milestoneOf(
  status: string,
  statusMap: StatusMap,
): Milestone | "ignore" | undefined {
  let table = normalised.get(statusMap);
  if (!table) {
    table = new Map(Object.entries(statusMap).map(([key, value]) => [normaliseStatus(key), value]));
    normalised.set(statusMap, table);
  }
  return table.get(normaliseStatus(status));
}
