const LINE_FEED = 0x0a;

/** Where in a text a position is, for people: both from 1. */
export function lineAndColumn(
  text: string,
  position: number,
): { readonly line: string; readonly column: string } {
  let line = 1;
  let start = 0;
  for (let at = 0; at < position; at++) {
    if (text.charCodeAt(at) !== LINE_FEED) continue;
    line += 1;
    start = at + 1;
  }
  return { line: String(line), column: String(position - start + 1) };
}
