import type { EventFormat } from "./event-type.ts";

const TYPES: Readonly<Record<string, EventFormat>> = {
  "application/json": "json",
  "application/*": "json",
  "*/*": "json",
  "application/xml": "xml",
  "text/xml": "xml",
  "text/*": "xml",
};

/** The format that an `Accept` header likes best, JSON where it does not care; null where it takes neither. */
export function formatAsked(accept: string | undefined): EventFormat | null {
  if (accept === undefined || accept.trim() === "") return "json";
  const liked = accept
    .split(",")
    .map(likedType)
    .filter(({ format, weight }) => format !== undefined && weight > 0)
    .sort((one, other) => other.weight - one.weight);
  return liked[0]?.format ?? null;
}

function likedType(entry: string) {
  const [name = "", ...parameters] = entry.split(";").map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith("q="))?.slice(2);
  return {
    format: Object.hasOwn(TYPES, name) ? TYPES[name] : undefined,
    weight: weight === undefined ? 1 : Number(weight) || 0,
  };
}
