import type { Instant } from "../instant.ts";
import { normaliseStatus } from "./language/normalise-status.ts";
import { MAX_STATUS_LENGTH } from "./language/limits.ts";
import type { StatusMap } from "./mapping-version.ts";
import { MEANINGS, type Meaning, type StatusRow } from "./status-rows.ts";

/** How often and when a source's messages carried a status. */
export interface StatusUse {
  /** Replays not counted. */
  readonly messages: number;
  readonly firstSeenAt: Instant;
  readonly lastSeenAt: Instant;
  /** The newest message that carried it. */
  readonly messageId: string;
  /** Messages that stopped at it and were not replayed; at most `MOST_COUNTED`. */
  readonly stopped: number;
  /** When the oldest of those came; null where there is none. */
  readonly stoppedSince: Instant | null;
}

/** Counting further would say no more to a person. */
export const MOST_COUNTED = 10_000;

/** A status of a source, with what it means and how it was used. */
export interface StatusLine extends StatusRow {
  /** The name by which statuses are compared. */
  readonly name: string;
  /** Null where no message carried it yet. */
  readonly use: StatusUse | null;
}

/** A status that messages carried, as it was counted. */
export interface UsedStatus extends StatusUse {
  readonly name: string;
  readonly written: string;
}

/** Every status that is mapped or was seen: those without a meaning first, the ones that stop most on top; those never seen last. */
export function statusLines(map: StatusMap, used: readonly UsedStatus[]): readonly StatusLine[] {
  const uses = new Map(used.map((one) => [one.name, one]));
  const known = new Map<string, Meaning>();
  for (const [status, meaning] of Object.entries(map)) known.set(normaliseStatus(status), meaning);
  const names = [...new Set([...uses.keys(), ...known.keys()])];
  return names
    .map((name): StatusLine => {
      const { written = name, name: _, ...use } = uses.get(name) ?? {};
      return {
        name,
        status: written,
        meaning: known.get(name) ?? "",
        use: isUse(use) ? use : null,
      };
    })
    .sort(byUrgency);
}

function isUse(use: Partial<StatusUse>): use is StatusUse {
  return use.messageId !== undefined;
}

function byUrgency(a: StatusLine, b: StatusLine): number {
  return (
    Number(isMapped(a)) - Number(isMapped(b)) ||
    Number(a.use === null) - Number(b.use === null) ||
    rankOf(a) - rankOf(b) ||
    (b.use?.stopped ?? 0) - (a.use?.stopped ?? 0) ||
    (b.use?.messages ?? 0) - (a.use?.messages ?? 0) ||
    (a.name < b.name ? -1 : 1)
  );
}

function isMapped({ meaning }: StatusLine): boolean {
  return meaning !== "";
}

function rankOf({ meaning }: StatusLine): number {
  return meaning === "" ? -1 : MEANINGS.indexOf(meaning);
}

/** What is changed and not saved yet, by the status's name; an empty meaning takes the status off the map. */
export type StatusEdits = ReadonlyMap<string, StatusRow>;

export const NO_EDITS: StatusEdits = new Map();

/** The edits with one more; one that says what is published is none. */
export function edited(
  lines: readonly StatusLine[],
  edits: StatusEdits,
  row: StatusRow,
): StatusEdits {
  const name = normaliseStatus(row.status);
  const next = new Map(edits);
  const published = lines.find((line) => line.name === name)?.meaning ?? "";
  if (published === row.meaning) next.delete(name);
  else next.set(name, row);
  return next;
}

/** A line as it would be saved. */
export interface EditedLine extends StatusLine {
  readonly isEdited: boolean;
}

/** The lines with the edits in them, statuses that are new on top. */
export function withEdits(lines: readonly StatusLine[], edits: StatusEdits): readonly EditedLine[] {
  const known = new Set(lines.map(({ name }) => name));
  const added = [...edits]
    .filter(([name]) => !known.has(name))
    .map(([name, row]): EditedLine => ({ ...row, name, use: null, isEdited: true }));
  const kept = lines.map((line): EditedLine => {
    const edit = edits.get(line.name);
    return { ...line, meaning: edit?.meaning ?? line.meaning, isEdited: edit !== undefined };
  });
  return [...added, ...kept];
}

/** The edits that lead back to what is published now, once these are. */
export function inverseOf(lines: readonly StatusLine[], edits: StatusEdits): StatusEdits {
  const before = new Map(lines.map((line) => [line.name, line]));
  return new Map(
    [...edits].map(([name, { status }]) => {
      return [name, { status, meaning: before.get(name)?.meaning ?? "" }] as const;
    }),
  );
}

/** What is saved: the statuses that have a meaning. */
export function rowsOf(lines: readonly StatusLine[]): readonly StatusRow[] {
  return lines
    .filter(({ meaning }) => meaning !== "")
    .map(({ name, meaning }) => ({ status: name, meaning }));
}

/** Whether the edits only give a meaning to statuses that had none, so that no order changes its course. */
export function isAdditive(lines: readonly StatusLine[], edits: StatusEdits): boolean {
  const mapped = new Set(lines.filter(({ meaning }) => meaning !== "").map(({ name }) => name));
  return [...edits.keys()].every((name) => !mapped.has(name));
}

export type NewStatusError = "required" | "too_long" | "status_twice";

/** What keeps a text from being added as a status; null where nothing does. */
export function newStatusError(lines: readonly StatusLine[], text: string): NewStatusError | null {
  const name = normaliseStatus(text);
  if (name === "") return "required";
  if (text.trim().length > MAX_STATUS_LENGTH || name.length > MAX_STATUS_LENGTH) return "too_long";
  return lines.some((line) => line.name === name && line.meaning !== "") ? "status_twice" : null;
}

export const STATUS_VIEWS = ["all", "unmapped", "mapped", "unused"] as const;
export type StatusView = (typeof STATUS_VIEWS)[number];

/** The lines that a person looks for. */
export function matching<Line extends StatusLine>(
  lines: readonly Line[],
  { query, view }: { readonly query: string; readonly view: StatusView },
): readonly Line[] {
  const wanted = normaliseStatus(query);
  return lines.filter((line) => line.name.includes(wanted) && isIn(view, line));
}

function isIn(view: StatusView, { meaning, use }: StatusLine): boolean {
  switch (view) {
    case "all":
      return true;
    case "unmapped":
      return meaning === "";
    case "mapped":
      return meaning !== "";
    case "unused":
      return use === null;
  }
}
