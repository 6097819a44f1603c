/** The words of a name, whichever way it is written: `trackingNumber`, `Tracking-Number`, `tracking_number`. */
export function wordsOf(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .join(" ");
}

/** How a payload's name is related to the one that a mapping looks for; null where it is not. */
export function relation(wanted: string, found: string): "casing" | "renamed" | null {
  const [left, right] = [wordsOf(wanted), wordsOf(found)];
  if (left === "" || right === "") return null;
  if (left === right || left.replaceAll(" ", "") === right.replaceAll(" ", "")) return "casing";
  const [shorter, longer] = left.length < right.length ? [left, right] : [right, left];
  const sharesWords = shorter.length >= 4 && ` ${longer} `.includes(` ${shorter} `);
  return sharesWords || distance(left, right) <= Math.floor(shorter.length / 4) ? "renamed" : null;
}

/** Single-character changes between two short texts (Levenshtein); long ones are not compared. */
export function distance(left: string, right: string): number {
  if (left.length > 60 || right.length > 60) return Number.POSITIVE_INFINITY;
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (let i = 1; i <= left.length; i++) {
    const next = [i];
    for (let j = 1; j <= right.length; j++) {
      const replace = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replace, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
