import { type Instant, parseInstant } from "../instant.ts";
import type { LogKind } from "../diagnosis/evidence.ts";
import { csvRows } from "./csv-rows.ts";

/** One line of a log, read; what it does not say is null. */
export interface ImportedLine {
  readonly kind: LogKind;
  readonly at: Instant;
  readonly eventId: string | null;
  readonly orderNames: readonly string[];
  readonly status: string | null;
  readonly url: string | null;
  readonly responseCode: number | null;
  readonly seconds: number | null;
  readonly isLast: boolean;
}

/** A line that could not be used: its number from 1, and why. */
export interface LineProblem {
  readonly line: number;
  readonly detail: string;
}

export interface ReadLog {
  readonly lines: readonly ImportedLine[];
  readonly problems: readonly LineProblem[];
}

/** Reads a retry log or a gateway's log: one JSON object a line, or CSV with a header. */
export function readLog(text: string): ReadLog {
  const trimmed = text.replace(/^\uFEFF/, "");
  const records = trimmed.trimStart().startsWith("{") ? jsonRecords(trimmed) : csvRecords(trimmed);
  const lines: ImportedLine[] = [];
  const problems: LineProblem[] = [];
  for (const { line, fields } of records) {
    const read = fields === null ? "it is no JSON object" : lineOf(fields);
    if (typeof read === "string") problems.push({ line, detail: read });
    else lines.push(read);
  }
  return { lines, problems };
}

type Fields = ReadonlyMap<string, string>;

interface Record {
  readonly line: number;
  readonly fields: Fields | null;
}

function jsonRecords(text: string): readonly Record[] {
  return text.split(/\r?\n/).flatMap((one, index) => {
    if (one.trim() === "") return [];
    return [{ line: index + 1, fields: jsonFields(one) }];
  });
}

function jsonFields(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
    return new Map(
      Object.entries(value).flatMap(([name, one]: [string, unknown]) =>
        typeof one === "string" || typeof one === "number" || typeof one === "boolean"
          ? [[canonicalName(name), String(one)] as const]
          : [],
      ),
    );
  } catch {
    return null;
  }
}

function csvRecords(text: string): readonly Record[] {
  const [header = [], ...rows] = csvRows(text);
  const names = header.map(canonicalName);
  return rows.map((cells, index) => ({
    line: index + 2,
    fields: new Map(cells.map((cell, place) => [names[place] ?? "", cell.trim()])),
  }));
}

function canonicalName(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

const TIMES = ["at", "time", "timestamp", "sentat", "datetime", "date"];
const EVENTS = ["eventid", "event", "messageid", "webhookid", "deliveryid", "id"];
const ORDERS = ["order", "ordername", "ordernumber", "orderid", "shopifyorderid"];
const STATUSES = ["status", "orderstatus", "state", "topic"];
const CODES = ["responsecode", "httpstatus", "statuscode", "code", "response"];
const KINDS: Readonly<globalThis.Record<string, LogKind>> = {
  sent: "sent",
  attempt: "sent",
  retry: "sent",
  entered: "entered",
  received: "entered",
  in: "entered",
  passedon: "passed_on",
  forwarded: "passed_on",
  out: "passed_on",
};

/** The line, or why it cannot be used. */
function lineOf(fields: Fields): ImportedLine | string {
  const time = first(fields, TIMES);
  if (time === null) return `it has no time (one of ${TIMES.join(", ")})`;
  const at = parseInstant(time);
  if (at === null) return `its time "${time}" is no ISO 8601 time with a zone`;
  const said = first(fields, ["kind", "type", "direction"]);
  const kind = said === null ? "sent" : KINDS[canonicalName(said)];
  if (kind === undefined) return `its kind "${said ?? ""}" is none of sent, entered, passed_on`;
  const eventId = first(fields, EVENTS);
  const orderNames = ORDERS.flatMap((name) => first(fields, [name]) ?? []);
  if (eventId === null && orderNames.length === 0) return "it names neither an event nor an order";
  return {
    kind,
    at,
    eventId,
    orderNames: [...new Set(orderNames)],
    status: first(fields, STATUSES),
    url: first(fields, ["url", "endpoint", "target"]),
    responseCode: wholeNumber(first(fields, CODES)),
    seconds: secondsOf(fields),
    isLast: /^(true|1|yes)$/i.test(first(fields, ["islast", "last", "final", "exhausted"]) ?? ""),
  };
}

function first(fields: Fields, names: readonly string[]): string | null {
  for (const name of names) {
    const value = fields.get(name)?.trim();
    if (value !== undefined && value !== "") return value;
  }
  return null;
}

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{3}$/.test(text) ? Number(text) : null;
}

function secondsOf(fields: Fields): number | null {
  const seconds = numberIn(first(fields, ["seconds", "durationseconds"]));
  if (seconds !== null) return seconds;
  const names = ["durationms", "milliseconds", "durationmilliseconds", "latencyms"];
  const milliseconds = numberIn(first(fields, names));
  return milliseconds === null ? null : milliseconds / 1000;
}

function numberIn(text: string | null): number | null {
  return text !== null && /^\d+(\.\d+)?$/.test(text) ? Number(text) : null;
}
