import { compilePattern, MAX_MATCHED } from "./pattern.ts";
import type { Reading } from "./reading.ts";

/** Instructions of a pattern that run, at worst, in the time of one step; large patterns leave RE2's fast ways. */
const INSTRUCTIONS_PER_STEP = { small: 16, large: 6 };
const LARGE_PROGRAM = 128;

function stepsPerCharacter(programSize: number): number {
  const { small, large } = INSTRUCTIONS_PER_STEP;
  return Math.max(1, Math.ceil(programSize / (programSize < LARGE_PROGRAM ? small : large)));
}

/** The captured part of a text; none where the pattern does not match. */
export function capture(
  { pattern, group }: { readonly pattern: string; readonly group?: number | undefined },
  text: string,
  reading: Reading,
): readonly string[] {
  const matcher = find(pattern, text, reading);
  if (matcher === null) return [];
  const wanted = group ?? Math.min(1, matcher.groupCount());
  const found = wanted <= matcher.groupCount() ? matcher.group(wanted) : null;
  return found === null ? [] : [found];
}

/** Whether the pattern fits anywhere in the text. */
export function isMatch(pattern: string, text: string, reading: Reading): boolean {
  return find(pattern, text, reading) !== null;
}

/** The first match, paid for; null where there is none. */
function find(pattern: string, text: string, reading: Reading) {
  const compiled = compilePattern(pattern);
  if (typeof compiled === "string") return null;
  const looked = text.slice(0, MAX_MATCHED);
  reading.spend(looked.length * stepsPerCharacter(compiled.programSize()));
  const matcher = compiled.matcher(looked);
  return matcher.find() ? matcher : null;
}
