/**
 * Names that a request's texts may hold in braces. `input.NAME` is what the
 * merchant entered; all others come from where the poll stands.
 */
export const PLACES = [
  "since",
  "until",
  "page",
  "offset",
  "limit",
  "cursor",
  "last_id",
  "id",
  "ids",
  "order_name",
  "order_number",
  "shopify_id",
  "tracking",
  "token",
  "client_id",
  "client_secret",
  "refresh_token",
] as const;

/** Those that name one order: its record in the source, or what it is called. */
export const ORDER_PLACES = [
  "id",
  "ids",
  "order_name",
  "order_number",
  "shopify_id",
  "tracking",
] as const satisfies readonly (typeof PLACES)[number][];

const PLACE = /\{(input\.[a-z][a-z0-9_]{0,39}|[a-z][a-z0-9_]{0,39})(?::(number|list))?\}/g;
const WHOLE = new RegExp(`^(?:${PLACE.source})$`);

/** What a placeholder may become; null where it has no value in this request. */
export type PlaceValue = string | number | readonly string[] | null;
export type PlaceValues = Readonly<Record<string, PlaceValue>>;

/** The names that a text uses. */
export function placesIn(text: string): readonly string[] {
  return [...text.matchAll(PLACE)].map(([, name = ""]) => name);
}

/** Why a template cannot be filled; null where every name is known. */
export function templateProblem(text: string): string | null {
  const known: readonly string[] = PLACES;
  const unknown = placesIn(text).find(
    (name) => !name.startsWith("input.") && !known.includes(name),
  );
  return unknown === undefined
    ? null
    : `{${unknown}} is not known; use {input.NAME} or one of ${PLACES.map((name) => `{${name}}`).join(" ")}.`;
}

/**
 * A text with its names filled in; null where one of them has no value, so
 * that whoever asked leaves the whole parameter out.
 */
export function fillText(
  template: string,
  values: PlaceValues,
  encode: (text: string) => string = (text) => text,
): string | null {
  if (placesIn(template).some((name) => (values[name] ?? null) === null)) return null;
  return template.replace(PLACE, (_match, name: string) => {
    const value = values[name] ?? null;
    return value === null
      ? ""
      : encode(typeof value === "object" ? value.join(",") : String(value));
  });
}

/** A JSON leaf: `{limit:number}` alone becomes a number, `{ids:list}` alone a list, an unset one null. */
export function fillLeaf(template: string, values: PlaceValues): unknown {
  const [, name, kind] = WHOLE.exec(template) ?? [];
  if (name === undefined) return fillText(template, values);
  const value = values[name] ?? null;
  if (value === null) return null;
  if (kind === "number") return Number(value);
  if (kind === "list") return typeof value === "object" ? value : [String(value)];
  return typeof value === "object" ? value.join(",") : String(value);
}
