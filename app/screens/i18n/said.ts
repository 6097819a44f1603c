import type { TFunction } from "i18next";
import { MILESTONES } from "../../domain/milestone.ts";
import { isIn } from "../parts/reason.ts";
import { en } from "./en/index.ts";

const { sentence: SENTENCES, field: FIELDS } = en.said;
type SentenceId = keyof typeof SENTENCES;

interface Pattern {
  readonly id: SentenceId;
  readonly regex: RegExp;
  /** What stands in the holes, from left to right. */
  readonly names: readonly string[];
  /** Letters that are fixed: of two patterns that fit, the one that says more is meant. */
  readonly fixed: number;
}

/** Longer texts come from elsewhere, such as a page that a source answered with. */
const LONGEST = 2000;

/** A sentence may hold another, which may hold a third; none goes deeper. */
const DEEPEST = 4;

let patterns: readonly Pattern[] | null = null;

/**
 * What the domain says, in the language of the screen.
 *
 * The domain speaks English, and its sentences are stored beside what they are
 * about, so that the record keeps what was said. The English sentence is the
 * key: it is known again by its fixed words, and what stands in its holes is
 * taken over. Text that is nobody's sentence (Shopify's, a source's) stays.
 */
export function tell(t: TFunction, text: string): string {
  return tellPart(t, text, DEEPEST);
}

function tellPart(t: TFunction, text: string, depth: number): string {
  if (depth === 0 || text === "" || text.length > LONGEST) return text;
  const match = matchOf(text);
  if (match === null) return text;
  const values = match.values.map(
    ([name, value]) => [name, valueOf(t, { name, value }, depth)] as const,
  );
  return t(`said.sentence.${match.id}`, { replace: Object.fromEntries(values) });
}

interface Hole {
  readonly name: string;
  readonly value: string;
}

/** Holes that hold words of ours. What stands in any other is quoted, and stays as it is. */
const MILESTONE_HOLES: ReadonlySet<string> = new Set(["from", "to", "by", "claimed", "milestone"]);
const SENTENCE_HOLES: ReadonlySet<string> = new Set(
  "detail advice reason what found expected direction rule allowed wish listed locations one other wanted given host then".split(
    " ",
  ),
);

function valueOf(t: TFunction, { name, value }: Hole, depth: number): string {
  if (name === "field") return fieldName(t, value);
  if (name === "shows") return statusName(t, value);
  if (SENTENCE_HOLES.has(name)) return tellPart(t, value, depth - 1);
  const milestone = MILESTONES.find((one) => MILESTONE_HOLES.has(name) && one === value);
  return milestone === undefined ? value : t(`words.milestone.${milestone}`);
}

/** Shopify's word for what the order shows. */
function statusName(t: TFunction, status: string): string {
  const words = en.words.fulfillmentStatus;
  if (status === "CANCELLED") return t("words.milestone.cancelled");
  return isIn(words, status) ? t(`words.fulfillmentStatus.${status}`) : status;
}

/** A field of the mapping, written as in its JSON or with spaces. */
export function fieldName(t: TFunction, field: string): string {
  const key = field.replaceAll(" ", "_");
  return isIn(FIELDS, key) ? t(`said.field.${key}`) : field;
}

interface Match {
  readonly id: SentenceId;
  readonly values: readonly (readonly [name: string, value: string])[];
}

function matchOf(text: string): Match | null {
  patterns ??= readPatterns();
  for (const { id, regex, names } of patterns) {
    const found = regex.exec(text);
    if (found === null) continue;
    return { id, values: names.map((name, index) => [name, found[index + 1] ?? ""]) };
  }
  return null;
}

function readPatterns(): readonly Pattern[] {
  return Object.keys(SENTENCES)
    .filter((id) => isIn(SENTENCES, id))
    .map(patternOf)
    .sort((a, b) => b.fixed - a.fixed);
}

/** Numbers are told apart from words, so that no colon of a foreign text passes for a sentence of ours. */
const NUMBERS: ReadonlySet<string> = new Set(["all", "some", "status", "seconds"]);

function patternOf(id: SentenceId): Pattern {
  const parts = SENTENCES[id].split(/\{\{(\w+)\}\}/);
  const fixed = parts.filter((_, index) => index % 2 === 0);
  const names = parts.filter((_, index) => index % 2 === 1);
  const source = parts.map((part, index) => (index % 2 === 0 ? escaped(part) : holeOf(part)));
  return { id, regex: new RegExp(`^${source.join("")}$`), names, fixed: fixed.join("").length };
}

function holeOf(name: string): string {
  return NUMBERS.has(name) ? "(\\d+)" : "([\\s\\S]*?)";
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
}
