import { RE2JS, RE2JSException } from "re2js";

const MAX_LENGTH = 200;
const MAX_PROGRAM = 2_000;

/** Characters that are looked at: RE2 is linear, but slow for each of them. */
export const MAX_MATCHED = 1_000;

const patterns = new Map<string, RE2JS | string>();

/** Says why a regular expression is refused; null where it is fine. */
export function patternProblem(text: string): string | null {
  const pattern = compilePattern(text);
  return typeof pattern === "string" ? pattern : null;
}

/** Compiles a regular expression of RE2, which takes linear time whatever it is given. */
export function compilePattern(text: string): RE2JS | string {
  const known = patterns.get(text);
  if (known !== undefined) return known;
  const pattern = compileAnew(text);
  if (patterns.size >= 1_000) patterns.clear();
  patterns.set(text, pattern);
  return pattern;
}

function compileAnew(text: string): RE2JS | string {
  if (text.length > MAX_LENGTH) return `A pattern has at most ${String(MAX_LENGTH)} characters.`;
  try {
    const pattern = RE2JS.compile(text);
    return pattern.programSize() > MAX_PROGRAM
      ? "This pattern is too large; repeat less."
      : pattern;
  } catch (error) {
    if (error instanceof RE2JSException)
      return `This is no valid regular expression (RE2): ${error.message}.`;
    throw error;
  }
}
