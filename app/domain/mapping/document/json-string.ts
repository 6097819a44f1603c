const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ["\\", "\\"],
  ["/", "/"],
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/** A JSON string from its opening quote; `value` is null where it is wrong, then at `end`. */
interface StringRead {
  readonly value: string | null;
  readonly end: number;
}

export function readString(text: string, start: number): StringRead {
  let value = "";
  let from = start + 1;
  for (let position = from; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === 0x22) return { value: value + text.slice(from, position), end: position + 1 };
    if (code < 0x20) return { value: null, end: position };
    if (code !== 0x5c) continue;

    const escape = readEscape(text, position + 1);
    if (escape === null) return { value: null, end: position };
    value += text.slice(from, position) + escape;
    position += text[position + 1] === "u" ? 5 : 1;
    from = position + 1;
  }
  return { value: null, end: text.length };
}

function readEscape(text: string, position: number): string | null {
  const character = text[position] ?? "";
  if (character !== "u") return ESCAPES.get(character) ?? null;
  const digits = text.slice(position + 1, position + 5);
  return /^[0-9a-fA-F]{4}$/.test(digits) ? String.fromCharCode(Number.parseInt(digits, 16)) : null;
}
