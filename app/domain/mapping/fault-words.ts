import { z } from "zod";

/** What is wrong with a document, and where in its JSON. */
export interface DocumentFault {
  /** Such as `mapping.status[0].path`; empty for the document as a whole. */
  readonly at: string;
  readonly detail: string;
}

type Issue = z.core.$ZodIssue;

/** What a schema found, in sentences for whoever wrote the document. */
export function faultsOf({ issues }: z.ZodError): readonly DocumentFault[] {
  return issues.flatMap((issue) => faultsOfIssue(issue, []));
}

function faultsOfIssue(issue: Issue, outer: readonly PropertyKey[]): readonly DocumentFault[] {
  const path = [...outer, ...issue.path];
  const branch = issue.code === "invalid_union" ? likeliest(issue.errors) : null;
  if (branch !== null) return branch.flatMap((inner) => faultsOfIssue(inner, path));
  return [{ at: z.core.toDotPath(path), detail: inWords(issue) }];
}

/** Of several forms that are possible, the one that fits best: its first mistake lies deepest. */
function likeliest(branches: readonly (readonly Issue[])[]): readonly Issue[] | null {
  const depth = (branch: readonly Issue[]) => branch[0]?.path.length ?? 0;
  const [first, ...others] = branches;
  if (first === undefined) return null;
  return others.reduce((best, branch) => (depth(branch) > depth(best) ? branch : best), first);
}

function inWords(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return wrongType(issue.expected, issue.message);
    case "invalid_value":
      return `Give one of ${issue.values.map(String).join(", ")}.`;
    case "invalid_union":
      return oneOf(issue.message);
    case "unrecognized_keys":
      return `There is nothing called ${issue.keys.join(", ")} here; check the spelling.`;
    case "too_big":
      return `Give at most ${String(issue.maximum)}${unitOf(issue.origin)}.`;
    case "too_small":
      return issue.minimum === 1
        ? "This must not be empty."
        : `Give at least ${String(issue.minimum)}${unitOf(issue.origin)}.`;
    case "invalid_format":
      return wrongFormat(issue.format, issue.message);
    case "invalid_key":
    case "invalid_element":
    case "not_multiple_of":
    case "custom":
      return issue.message;
  }
}

const KINDS: Readonly<Record<string, string>> = {
  object: "an object { }",
  record: "an object { }",
  array: "a list [ ]",
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
};

function wrongType(expected: string, message: string): string {
  const wanted = KINDS[expected] ?? expected;
  const [, received = ""] = /received (\w+)/.exec(message) ?? [];
  if (received === "undefined") return `This is missing: give ${wanted}.`;
  return `Give ${wanted} here${KINDS[received] === undefined ? "" : `, not ${KINDS[received]}`}.`;
}

/** zod names the possible ones in its own message only. */
function oneOf(message: string): string {
  const options = [...message.matchAll(/'([^']+)'/g)].map(([, option]) => option);
  return options.length === 0
    ? "This has none of the possible forms."
    : `Give one of ${options.join(", ")}.`;
}

function unitOf(origin: string): string {
  switch (origin) {
    case "string":
      return " characters";
    case "array":
    case "set":
      return " entries";
    default: // zod's list of origins is its own
      return "";
  }
}

function wrongFormat(format: string, message: string): string {
  switch (format) {
    case "datetime":
      return "Give a time such as 2026-01-14T09:30:00Z.";
    case "regex":
      return "This text has another form than is expected here.";
    default: // zod's list of formats is its own
      return message;
  }
}
