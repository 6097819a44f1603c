import type { FieldReader } from "../language/field-reader.ts";
import { holds } from "../language/read-source.ts";
import type { Scope } from "../language/scope.ts";
import { isHost } from "../../source/host-pattern.ts";
import type { FetchRule } from "../mapping-schema.ts";

const MAX_FETCHES = 20;

/** The addresses that a thin webhook asks for; one outside the pinned hosts is refused, not fetched. */
export function readFetches(reader: FieldReader, rule: FetchRule): readonly string[] {
  const addresses = rule.template === undefined ? listed(reader, rule) : fill(reader, rule);
  if (addresses.length > MAX_FETCHES) {
    refuse(reader, rule, `The webhook points to more than ${String(MAX_FETCHES)} addresses.`);
    return [];
  }
  return addresses.map((text) => fetchable(text, reader, rule)).filter((url) => url !== null);
}

/** Whether the webhook is one of those that are followed by a fetch. */
export function asksForFetch(scope: Scope, { when }: FetchRule): boolean {
  return when === undefined || holds(when, scope);
}

function listed(reader: FieldReader, rule: FetchRule): readonly string[] {
  const addresses = reader.texts("fetch", rule.url);
  if (addresses.length === 0) reportMissing(reader, rule);
  return addresses;
}

function fetchable(text: string, reader: FieldReader, rule: FetchRule): string | null {
  const url = pinned(text, rule);
  if (url === null)
    refuse(
      reader,
      rule,
      "The webhook points to an address that is not on the hosts of this mapping.",
    );
  return url;
}

function refuse(reader: FieldReader, rule: FetchRule, reason: string): void {
  const detail = `${reason} Nothing was fetched; check the sender, or the fetch part of the mapping.`;
  reader.report("fetch", rule.url, { severity: "error", code: "fetch_refused", detail });
}

function reportMissing(reader: FieldReader, rule: FetchRule): void {
  reader.report("fetch", rule.url, {
    severity: "error",
    code: "missing_field",
    detail:
      "The webhook lacks what the address to fetch is made of; correct the fetch part of the mapping.",
  });
}

const PART = /\{([a-z_]+)\}/g;

function fill(reader: FieldReader, rule: FetchRule): readonly string[] {
  const { template = "", values = {} } = rule;
  const names = [...template.matchAll(PART)].map(([, name = ""]) => name);
  const parts = new Map(names.map((name) => [name, reader.text(`fetch.${name}`, values[name])]));
  if (![...parts.values()].includes(null)) {
    return [
      template.replaceAll(PART, (_, name: string) => encodeURIComponent(parts.get(name) ?? "")),
    ];
  }
  reportMissing(reader, rule);
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
