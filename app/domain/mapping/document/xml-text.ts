const NAMED: ReadonlyMap<string, string> = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** An ampersand, with what makes it a reference. */
const REFERENCE = /&(?:([a-z]{2,4}|#\d{1,7}|#x[0-9a-fA-F]{1,6});)?/g;

/** Text with its references replaced, once; null where one is unknown. Without a DOCTYPE XML has five names and numbers. */
export function decodeXmlText(text: string): string | null {
  if (!text.includes("&")) return text;
  const unknown: string[] = [];
  const decoded = text.replaceAll(REFERENCE, (reference, name?: string) => {
    const character = name === undefined ? undefined : characterOf(name);
    if (character === undefined) unknown.push(reference);
    return character ?? "";
  });
  return unknown.length === 0 ? decoded : null;
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith("#")) return NAMED.get(name);
  const code = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return isXmlCharacter(code) ? String.fromCodePoint(code) : undefined;
}

/** XML 1.0, production 2. */
function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return (
    code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff)
  );
}
