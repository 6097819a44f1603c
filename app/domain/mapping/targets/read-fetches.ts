import type { FieldReader } from "../language/field-reader.ts";
import { holds } from "../language/read-source.ts";
import type { FetchRule } from "../mapping-schema.ts";

const MAX_FETCHES = 20;

/** The addresses that a thin webhook asks for; one outside the pinned hosts is refused, not fetched. */
export function readFetches(reader: FieldReader, rule: FetchRule): readonly string[] {
  if (rule.when && !holds(rule.when, reader.scope)) return [];
  const addresses =
    rule.template === undefined ? reader.texts("fetch", rule.url) : fill(reader, rule);
  const allowed = addresses
    .slice(0, MAX_FETCHES)
    .map((text) => ({ text, url: pinned(text, rule) }));
  for (const { text } of allowed.filter(({ url }) => url === null)) {
    reader.report("fetch", rule.url, {
      severity: "error",
      code: "fetch_refused",
      detail:
        "The webhook points to an address that is not on the hosts of this mapping; nothing was fetched.",
      value: text,
    });
  }
  return allowed.map(({ url }) => url).filter((url) => url !== null);
}

const PART = /\{([a-z_]+)\}/g;

function fill(reader: FieldReader, { template = "", values = {} }: FetchRule): readonly string[] {
  const names = [...template.matchAll(PART)].map(([, name = ""]) => name);
  const parts = new Map(names.map((name) => [name, reader.text(`fetch.${name}`, values[name])]));
  if (![...parts.values()].includes(null)) {
    return [
      template.replaceAll(PART, (_, name: string) => encodeURIComponent(parts.get(name) ?? "")),
    ];
  }
  reader.report("fetch", undefined, {
    severity: "error",
    code: "missing_field",
    detail:
      "The webhook lacks a value that the address to fetch is made of; correct the fetch part of the mapping.",
  });
  return [];
}

function pinned(text: string, { hosts, setQuery = {} }: FetchRule): string | null {
  if (!text.startsWith("https://") || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.username === "" && url.password === "" && url.port === "";
  if (!isPlain || !hosts.some((host) => isHost(url.hostname, host))) return null;
  for (const [name, value] of Object.entries(setQuery)) url.searchParams.set(name, value);
  return url.href;
}

function isHost(hostname: string, pattern: string): boolean {
  const [labels, wanted] = [hostname.split("."), pattern.split(".")];
  return (
    labels.length === wanted.length &&
    wanted.every((label, index) => fits(labels[index] ?? "", label))
  );
}

/** `*` stands for letters, digits and hyphens of one label. */
function fits(label: string, pattern: string): boolean {
  const [start = "", end] = pattern.split("*");
  if (end === undefined) return label === pattern;
  return (
    label.length >= start.length + end.length && label.startsWith(start) && label.endsWith(end)
  );
}
