import { randomUUID } from "node:crypto";

/** What can happen to one request to the Admin API or to the token endpoint. */
type FaultKind =
  /** Answers as always, after `delayMilliseconds`. */
  | "latency"
  /** Answers `status` (default 502) and has done nothing. */
  | "error-before"
  /** Does it, and answers `status` (default 502). */
  | "error-after"
  /** Never answers, and has done nothing. */
  | "hang-before"
  /** Does it, and never answers. */
  | "hang-after"
  /** Drops the connection at once; it is done `delayMilliseconds` later. */
  | "late-commit"
  /** Drops the connection, and has done nothing. */
  | "reset"
  /** Does it, and drops the connection. */
  | "reset-after"
  /** Answers 200 with an HTML page, and has done nothing. */
  | "html"
  /** Answers THROTTLED, and has done nothing. */
  | "throttled"
  /** Refuses the mutation that `operation` names with a user error, and has done nothing. */
  | "user-error"
  /** Answers 401, and has done nothing. */
  | "unauthorized"
  /** Answers INTERNAL_SERVER_ERROR in a 200, and has done it. */
  | "internal-error-after";

const FAULT_KINDS: readonly FaultKind[] = [
  "latency",
  "error-before",
  "error-after",
  "hang-before",
  "hang-after",
  "late-commit",
  "reset",
  "reset-after",
  "html",
  "throttled",
  "user-error",
  "unauthorized",
  "internal-error-after",
];

export interface Fault {
  readonly id: string;
  readonly kind: FaultKind;
  /** Operation name or root field; `*` for every request; `token` for the token endpoint. */
  readonly operation: string;
  /** Shop domain; null for every shop. */
  readonly shop: string | null;
  readonly status: number;
  readonly delayMilliseconds: number;
  /** How many matching requests still pass before the first fault. */
  skip: number;
  /** How many matching requests are still hit. */
  remaining: number;
  hits: number;
}

interface FaultTarget {
  readonly shop: string;
  /** The operation's name and its root fields. */
  readonly names: readonly string[];
}

export class Faults {
  readonly list: Fault[] = [];

  add(input: Readonly<Record<string, unknown>>): Fault {
    const kind = FAULT_KINDS.find((known) => known === input["kind"]);
    if (kind === undefined) throw new Error(`kind must be one of ${FAULT_KINDS.join(", ")}`);
    const fault: Fault = {
      id: randomUUID(),
      kind,
      operation: text(input["operation"]) ?? "*",
      shop: text(input["shop"]),
      status: number(input["status"]) ?? 502,
      delayMilliseconds: number(input["delayMilliseconds"]) ?? 0,
      skip: number(input["skip"]) ?? 0,
      remaining: number(input["count"]) ?? 1,
      hits: 0,
    };
    this.list.push(fault);
    return fault;
  }

  /** The fault for this request, if any; counts it. */
  take(target: FaultTarget): Fault | null {
    for (const fault of this.list) {
      if (fault.remaining <= 0 || !matches(fault, target)) continue;
      if (fault.skip > 0) {
        fault.skip -= 1;
        continue;
      }
      fault.remaining -= 1;
      fault.hits += 1;
      return fault;
    }
    return null;
  }

  clear(shop: string | null): void {
    const kept = shop === null ? [] : this.list.filter((fault) => fault.shop !== shop);
    this.list.splice(0, this.list.length, ...kept);
  }
}

function matches(fault: Fault, target: FaultTarget): boolean {
  if (fault.shop !== null && fault.shop !== target.shop) return false;
  return fault.operation === "*" || target.names.includes(fault.operation);
}

function text(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function number(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}
