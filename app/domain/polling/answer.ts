import { parseInstant, instantOf } from "../instant.ts";
import type { Instant } from "../instant.ts";
import type { PollProblem } from "./problem.ts";

/** What a source answered to one request. */
export interface SourcePage {
  readonly outcome: "answered";
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
}

/** One request to a source, and how it ended. */
export type PollAnswer =
  | SourcePage
  /** Nothing came that could be read. */
  | { readonly outcome: "failed"; readonly problem: PollProblem };

export function headerOf(page: SourcePage, name: string): string | null {
  return page.headers[name.toLowerCase()] ?? null;
}

/** The source's own clock, as its Date header tells; null where it does not. */
export function sourceClock(page: SourcePage): Instant | null {
  const text = headerOf(page, "date");
  if (text === null) return null;
  const epoch = Date.parse(text);
  return Number.isNaN(epoch) || epoch < 0 ? parseInstant(text) : instantOf(epoch);
}
