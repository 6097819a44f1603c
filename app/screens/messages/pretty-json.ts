/**
 * JSON text with line breaks and two spaces for each level, everything else as
 * it came: numbers keep all their digits, keys keep their order and their
 * repetitions. Text that is no JSON comes back unchanged.
 */
export function prettyJson(text: string): string {
  if (!isJson(text)) return text;
  const parts: string[] = [];
  let depth = 0;
  let previous = "";
  for (const [token] of text.matchAll(TOKENS)) {
    if (closes(token)) depth -= 1;
    if (breaksBetween(previous, token)) parts.push("\n", "  ".repeat(depth));
    parts.push(token === ":" ? ": " : token);
    if (opens(token)) depth += 1;
    previous = token;
  }
  return parts.join("");
}

/** Strings, punctuation, and what is between them (numbers and words). */
const TOKENS = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g;

/** Empty lists and objects stay on one line. */
function breaksBetween(previous: string, token: string): boolean {
  if (closes(token)) return !opens(previous);
  return opens(previous) || previous === ",";
}

function opens(token: string): boolean {
  return token === "{" || token === "[";
}

function closes(token: string): boolean {
  return token === "}" || token === "]";
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
