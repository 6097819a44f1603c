import { HIDDEN } from "../payload/personal-data.ts";

/** Takes what must not leave the shop out of a text. */
export type Redact = (text: string) => string;

const EMAIL = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.[a-z]{2,}/gi;
/** With a country's prefix; bare digits are numbers of orders and parcels. */
const PHONE = /\+[1-9][\d ()./-]{6,}\d/g;

/** Takes out what is personal by its look. */
export function withoutLooks(text: string): string {
  return text.replace(EMAIL, HIDDEN).replace(PHONE, HIDDEN);
}

/** Takes out these values wherever they stand as whole words, what is personal by its look, and keys in addresses. */
export function redactionOf(personal: Iterable<string>): Redact {
  const values = [...new Set([...personal].flatMap(tellable))].sort((a, b) => b.length - a.length);
  const known =
    values.length === 0 ? null : new RegExp(`${BEFORE}(?:${values.join("|")})${AFTER}`, "giu");
  return (text) => {
    const plain = withoutLooks(withoutKeys(text));
    return known === null ? plain : plain.replace(known, HIDDEN);
  };
}

const BEFORE = "(?<![\\p{L}\\p{N}])";
const AFTER = "(?![\\p{L}\\p{N}])";

/** A problem quotes no more of a value than this. */
const QUOTED = 80;

/** A value as a pattern, and the part of it that a problem would quote. Initials and house numbers are nobody's alone. */
function tellable(value: string): readonly string[] {
  const text = value.trim();
  const isTold = /\p{L}/u.test(text) ? text.length >= 3 : text.length >= 5;
  if (!isTold) return [];
  const forms = text.length > QUOTED ? [text, text.slice(0, QUOTED).trim()] : [text];
  return forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&").replace(/\s+/g, "\\s+"));
}

const ADDRESS = /https?:\/\/[^\s"'<>]+/gi;
/** A part of a path that nobody would have chosen for its meaning: most likely a key. */
const KEY = /^[\w-]{16,}$/;
const TOLD_OF_KEY = 4;

/**
 * Addresses without their queries, credentials and keys: whoever has an
 * endpoint's address may send to it. The end of a key stays, so that two
 * addresses can be told apart.
 */
function withoutKeys(text: string): string {
  return text.replace(ADDRESS, (address) => {
    if (!URL.canParse(address)) return HIDDEN;
    const { origin, pathname, search } = new URL(address);
    const path = pathname
      .split("/")
      .map((part) => (KEY.test(part) ? `…${part.slice(-TOLD_OF_KEY)}` : part));
    return `${origin}${path.join("/")}${search === "" ? "" : "?…"}`;
  });
}

/** Words of ours, of which each is one of a known few, and what only names rows. */
const OURS: ReadonlySet<string> = new Set([
  ...["id", "orderRecordId", "messageId", "sourceId", "mappingVersionId", "chainId", "orderId"],
  ...["hash", "head", "at", "now", "code", "state", "via", "zone", "owner", "certainty", "kind"],
  ...["decision", "role", "agreement", "milestone", "prior", "endpointState", "origin", "verdict"],
]);

/** The same value with every text redacted but our own words and ids. Members keep their names. */
export function redacted<T>(value: T, redact: Redact): T {
  return redactMember("", value, redact) as T; // the shape is the same: only texts are replaced by texts
}

function redactMember(name: string, value: unknown, redact: Redact): unknown {
  if (typeof value === "string") return OURS.has(name) ? value : redact(value);
  if (Array.isArray(value)) return value.map((item) => redactMember(name, item, redact));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value as Readonly<Record<string, unknown>>); // neither null nor a list
  return Object.fromEntries(
    members.map(([key, member]) => [key, redactMember(key, member, redact)]),
  );
}
