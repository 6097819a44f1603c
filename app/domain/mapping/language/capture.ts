import { compilePattern, MAX_MATCHED } from "./pattern.ts";
import type { Reading } from "./reading.ts";

/** The captured part of a text; none where the pattern does not match. */
export function capture(
  { pattern, group }: { readonly pattern: string; readonly group?: number | undefined },
  text: string,
  reading: Reading,
): readonly string[] {
  const compiled = compilePattern(pattern);
  if (typeof compiled === "string") return [];
  const looked = text.slice(0, MAX_MATCHED);
  reading.spend(looked.length);
  const matcher = compiled.matcher(looked);
  if (!matcher.find()) return [];
  const wanted = group ?? Math.min(1, matcher.groupCount());
  const found = wanted <= matcher.groupCount() ? matcher.group(wanted) : null;
  return found === null ? [] : [found];
}
