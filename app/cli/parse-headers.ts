import { z } from "zod";

const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const pairs = z.array(z.tuple([z.string(), value]));
const members = z.record(
  z.string(),
  z.union([value, z.array(value).transform((values) => values.join(", "))]),
);

type Headers = Readonly<Record<string, string>>;

/** Headers as people note them: a JSON object, a JSON list of pairs, or the lines of a request; null for anything else. */
export function parseHeaders(text: string): Headers | null {
  const json = jsonOf(text);
  if (json === undefined) return fromLines(text);
  const listed = pairs.safeParse(json);
  if (listed.success) return inLowerCase(listed.data);
  const named = members.safeParse(json);
  return named.success ? inLowerCase(Object.entries(named.data)) : null;
}

function fromLines(text: string): Headers | null {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const split = lines.map((line) => /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/.exec(line));
  if (lines.length === 0 || split.includes(null)) return null;
  return inLowerCase(split.map((found) => [found?.[1] ?? "", found?.[2] ?? ""] as const));
}

/** As a server has them; of one that comes twice the values are joined. */
function inLowerCase(list: readonly (readonly [string, string])[]): Headers {
  const headers: Record<string, string> = {};
  for (const [name, text] of list) {
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? text : `${headers[key]}, ${text}`;
  }
  return headers;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
