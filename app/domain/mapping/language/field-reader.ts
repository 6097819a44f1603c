import { excerpt } from "../document/text.ts";
import type { MappingProblem } from "../problem.ts";
import type { Candidate } from "./candidate-schema.ts";
import { MAX_TEXT, PROBLEM_STEPS } from "./limits.ts";
import { placeOf } from "./located.ts";
import { readCandidates } from "./read-candidates.ts";
import { placeOfSource } from "./read-source.ts";
import { itemOf } from "./scope.ts";
import type { Scope } from "./scope.ts";

/** What is left of a problem once field and place are known. */
type Finding = Pick<MappingProblem, "severity" | "code" | "detail"> & {
  readonly value?: string;
};

/** Reads the fields of one item, and collects what is wrong with them. */
export class FieldReader {
  readonly scope: Scope;
  readonly #problems: MappingProblem[];

  constructor(scope: Scope, problems: MappingProblem[]) {
    this.scope = scope;
    this.#problems = problems;
  }

  /** The same reader, for an item within this one. */
  within(scope: Scope): FieldReader {
    return new FieldReader(scope, this.#problems);
  }

  get hasErrors(): boolean {
    return this.#problems.some(({ severity }) => severity === "error");
  }

  /** The field's first text, clean and trimmed; null where no candidate has one. */
  text(field: string, candidates: readonly Candidate[] | undefined): string | null {
    return this.texts(field, candidates)[0] ?? null;
  }

  /** All texts of the first candidate that has any. What kept others from being taken is told as a warning. */
  texts(field: string, candidates: readonly Candidate[] | undefined): readonly string[] {
    if (candidates === undefined) return [];
    const texts = readCandidates(candidates, this.scope);
    const complaints = this.scope.reading.takeComplaints();
    for (const { code, detail } of complaints) {
      const isDuplicate = code === "duplicate_key";
      if (!isDuplicate && texts.length > 0) continue;
      this.report(field, candidates, { severity: isDuplicate ? "error" : "warning", code, detail });
    }
    return texts
      .map((text) => this.#clean(field, candidates, text))
      .filter((text) => text !== null);
  }

  report(field: string, candidates: readonly Candidate[] | undefined, finding: Finding): void {
    this.scope.reading.spend(PROBLEM_STEPS);
    const [first] = candidates ?? [];
    const at = first ? placeOfSource(first, this.scope) : placeOf(itemOf(this.scope));
    const { value = null, ...rest } = finding;
    this.#problems.push({ ...rest, field, at, value: value === null ? null : excerpt(value) });
  }

  /** No text goes on that the database cannot keep or that nothing could be. */
  #clean(field: string, candidates: readonly Candidate[], text: string): string | null {
    if (text.length > MAX_TEXT) {
      const detail = `The value is longer than ${String(MAX_TEXT)} characters; let the path lead to one value.`;
      this.report(field, candidates, { severity: "error", code: "text_too_long", detail });
      return null;
    }
    this.scope.reading.spendForText(text.length);
    const clean = text.replaceAll("\u0000", "\uFFFD").toWellFormed();
    if (clean !== text) {
      const detail = "The value held characters that are no text; they were replaced.";
      this.report(field, candidates, { severity: "warning", code: "text_replaced", detail });
    }
    return clean.trim();
  }
}
