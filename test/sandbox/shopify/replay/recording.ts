import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";

export interface RecordedAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly RecordedError[];
  readonly extensions?: { readonly cost?: { readonly requestedQueryCost: number } };
}

export interface RecordedError {
  readonly message: string;
  readonly path?: readonly unknown[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

export interface RecordedStep {
  readonly path: string;
  readonly kind: "setup" | "case" | "cleanup";
  readonly document: string | null;
  readonly variables: Readonly<Record<string, unknown>> | null;
  readonly expected: RecordedAnswer | null;
  /** Ids of objects that existed before the recording. */
  readonly unbound?: readonly string[];
}

export interface Recording {
  /** Path below the folder that was given. */
  readonly name: string;
  readonly apiVersion: string;
  readonly steps: readonly RecordedStep[];
}

/** Every recording below a folder, or the one that the path names; sorted by name. */
export function loadRecordings(folder: string): Recording[] {
  const isFile = statSync(folder).isFile();
  const files = isFile
    ? [folder]
    : readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => name.endsWith(".json"))
        .map((name) => join(folder, name));
  return files.sort().flatMap((file) => {
    const parsed = JSON.parse(readFileSync(file, "utf8")) as Partial<Recording>;
    if (!Array.isArray(parsed.steps)) return [];
    const name = isFile ? file : relative(folder, file);
    const version = parsed.apiVersion ?? /\d{4}-\d{2}/.exec(name)?.[0] ?? "2026-04";
    return [{ name, apiVersion: version, steps: parsed.steps }];
  });
}
