import { readFileSync } from "node:fs";

import type { Payload } from "../domain/mapping/interpret.ts";
import { checkMappingFile } from "../domain/mapping/mapping-file.ts";
import type { MappingFile } from "../domain/mapping/mapping-file.ts";
import { findPreset, PRESETS } from "../domain/mapping/presets/index.ts";
import type { Options } from "./handoff.ts";
import { InputError } from "./input-error.ts";
import { parseHeaders } from "./parse-headers.ts";
import { UsageError } from "./usage-error.ts";

/** The mapping of `--mapping FILE` or `--preset ID`. */
export function readMapping({ mapping, preset }: Options): MappingFile {
  if (preset !== undefined && mapping !== undefined)
    throw new UsageError("Give either --mapping or --preset.");
  if (preset !== undefined) return presetOf(preset);
  const document = readJsonFile("mapping", mapping);
  const checked = checkMappingFile(document);
  if ("file" in checked) return checked.file;
  if (isMappingAlone(document)) throw new InputError(wrapIt(mapping ?? ""));
  const lines = checked.problems.map(
    ({ at, detail }) => `  ${at === "" ? "the file" : at}: ${detail}`,
  );
  throw new InputError(`The mapping ${mapping ?? ""} is refused:\n${lines.join("\n")}`);
}

/** The payload of `--payload FILE`, with the headers and the query of the delivery if given. */
export function readPayload({ payload, headers, query, fetched }: Options): Payload {
  const body = readBytes("payload", payload);
  return {
    body,
    headers: headers === undefined ? {} : readHeaders(headers),
    query: (query ?? "").replace(/^\?/, ""),
    isFetched: fetched ?? false,
  };
}

export function readJsonFile(option: string, file: string | undefined): unknown {
  const text = readBytes(option, file)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(
      `${file ?? ""} is no JSON: ${error instanceof Error ? error.message : ""}`,
    );
  }
}

/** The fields without the document around them. */
function isMappingAlone(document: unknown): boolean {
  return (
    typeof document === "object" &&
    document !== null &&
    "format" in document &&
    !("mapping" in document)
  );
}

function wrapIt(file: string): string {
  return `${file} holds the fields alone. A mapping file has both parts: {"mapping": { … what is in it now … }, "statusMap": {"shipped": "shipped"}}; \`handoff presets --id generic-json\` prints one.`;
}

function presetOf(id: string): MappingFile {
  const preset = findPreset(id);
  if (preset) return preset;
  const known = PRESETS.map((one) => one.id).join(", ");
  throw new UsageError(`There is no preset ${id}; there are ${known}.`);
}

function readHeaders(file: string): Readonly<Record<string, string>> {
  const headers = parseHeaders(readBytes("headers", file).toString("utf8"));
  if (headers !== null) return headers;
  throw new InputError(
    `${file} holds no headers: give a JSON object of names and values, a JSON list of [name, value] pairs, or lines as "Name: value".`,
  );
}

function readBytes(option: string, file: string | undefined): Buffer {
  if (file === undefined) throw new UsageError(`--${option} FILE is missing.`);
  try {
    return readFileSync(file);
  } catch (error) {
    throw new InputError(`--${option}: ${file} cannot be read: ${reasonOf(error)}.`);
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOENT") return "there is no such file";
  if (code === "EISDIR") return "it is a folder";
  return code === "EACCES" ? "it may not be read" : String(error);
}
