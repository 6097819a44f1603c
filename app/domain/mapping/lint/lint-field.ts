import { isBlank, plainText } from "../document/text.ts";
import { isDocumentObject } from "../document/value.ts";
import { placeOf } from "../language/located.ts";
import type { Located } from "../language/located.ts";
import { readCandidates } from "../language/read-candidates.ts";
import type { Reading } from "../language/reading.ts";
import { ancestorOf, expand, find, itemOf } from "../language/scope.ts";
import type { Scope } from "../language/scope.ts";
import type { MappedField } from "./fields-of.ts";
import type { Finding } from "./finding.ts";
import { traceBroken } from "./trace-path.ts";

const REQUIRED: ReadonlySet<string> = new Set(["order", "status", "quantity", "forEach"]);

/** What keeps a field of one item from being read; nothing where it is read, or need not be. */
export function lintField(
  { field, forEach, candidates }: MappedField,
  item: Scope,
): readonly Finding[] {
  const scopes = expand(forEach, item);
  const [scope] = scopes;
  if (scope === undefined) return lintLists(field, forEach, item);
  if (readCandidates(candidates, scope).length > 0) return [];
  if (forEach.length > 0 && isInsideValue(candidates, scope)) {
    const place = placeOf(itemOf(scope));
    return [typeChanged(field, place, "a plain value where a list of objects is expected")];
  }
  const reads = candidates.flatMap((candidate): readonly ReadPath[] =>
    "path" in candidate ? [{ field, path: candidate.path, start: startOf(candidate, scope) }] : [],
  );
  const found = reads.flatMap((read) =>
    lintPath(read, scope.reading).map((finding) => ({ read, finding })),
  );
  // One proposal is enough, best one that leads to a value; where there is none, the first reason stands for all.
  const proposed = found.filter(({ finding }) => isNews(finding, reads));
  const [best] = [
    ...proposed.filter((one) => leadsToValue(one, scope.reading)),
    ...proposed,
    ...found,
  ];
  return best === undefined ? [] : [best.finding];
}

/** Whether a finding proposes a place that the field is not read from already. */
function isNews({ proposal }: Finding, reads: readonly ReadPath[]): boolean {
  return proposal?.change === "path" && reads.every(({ path }) => path !== proposal.to);
}

function leadsToValue(
  { read, finding }: { readonly read: ReadPath; readonly finding: Finding },
  reading: Reading,
): boolean {
  if (finding.proposal?.change !== "path") return false;
  const [found] = find(finding.proposal.to, read.start, reading);
  return found !== undefined && !isBlank(found.value);
}

/** A single object instead of a list of objects: its members pass for the elements. */
function isInsideValue(candidates: MappedField["candidates"], scope: Scope): boolean {
  const goesIn = candidates.every((candidate) => "path" in candidate && candidate.path !== "$");
  return goesIn && plainText(itemOf(scope).value) !== null;
}

/** What keeps a list from being found. An empty list is no mistake. */
export function lintLists(
  field: string,
  paths: readonly string[],
  scope: Scope,
): readonly Finding[] {
  const [path, ...inner] = paths;
  if (path === undefined) return [];
  const [next] = expand([path], scope);
  if (next !== undefined) return lintLists(field, inner, next);
  const list = path.endsWith("[*]") ? path.slice(0, -"[*]".length) : path;
  const [found] = find(list, itemOf(scope), scope.reading);
  if (found === undefined)
    return lintPath({ field, path: list, start: itemOf(scope) }, scope.reading);
  const isList = Array.isArray(found.value) || found.value === null;
  return isList ? [] : [typeChanged(field, placeOf(found), "one value where a list is expected")];
}

function startOf(
  candidate: { readonly from: string; readonly up?: number | undefined },
  scope: Scope,
): Located {
  if (candidate.from === "root") return scope.chain[0];
  return candidate.from === "parent" ? ancestorOf(scope, candidate.up ?? 1) : itemOf(scope);
}

/** One path of a field, and the value that it starts from. */
interface ReadPath {
  readonly field: string;
  readonly path: string;
  readonly start: Located;
}

function lintPath(read: ReadPath, reading: Reading): readonly Finding[] {
  const { field, path, start } = read;
  const broken = traceBroken(path, start, reading);
  const weight = REQUIRED.has(field) ? "must" : "should";
  if (broken === null) return lintValue(read, reading);
  const at = placeOf(start) + path.slice(1);
  const { kind, missing, proposal } = broken;
  const detail =
    proposal === null
      ? `The payload has no ${missing}, where the mapping reads ${field}.`
      : `The payload has no ${missing}, but ${proposal}; let the mapping read ${field} from there.`;
  return [
    {
      kind,
      weight,
      field,
      at,
      detail,
      proposal: proposal === null ? null : { change: "path", from: path, to: proposal },
    },
  ];
}

/** A value that is there, but not as a plain value. */
function lintValue({ field, path, start }: ReadPath, reading: Reading): readonly Finding[] {
  const [found] = find(path, start, reading);
  if (found === undefined || found.value === null || plainText(found.value) !== null) return [];
  const what = isDocumentObject(found.value) ? "an object" : "a list";
  return [typeChanged(field, placeOf(found), `${what} where one value is expected`)];
}

function typeChanged(field: string, at: string, what: string): Finding {
  const weight = REQUIRED.has(field) ? "must" : "should";
  const detail = `At ${at} there is ${what}; adapt the path of ${field}.`;
  return { kind: "type_changed", weight, field, at, detail, proposal: null };
}
