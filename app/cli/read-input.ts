import { readFileSync } from "node:fs";

import { z } from "zod";

import type { Payload } from "../domain/mapping/interpret.ts";
import { checkMappingFile } from "../domain/mapping/mapping-file.ts";
import type { MappingFile } from "../domain/mapping/mapping-file.ts";
import { findPreset, PRESETS } from "../domain/mapping/presets/index.ts";
import type { Options } from "./handoff.ts";
import { UsageError } from "./usage-error.ts";

const headersSchema = z.record(z.string(), z.string());

/** The mapping of `--mapping FILE` or `--preset ID`. */
export function readMapping({ mapping, preset }: Options): MappingFile {
  if (preset !== undefined) return presetOf(preset);
  const checked = checkMappingFile(readJsonFile("mapping", mapping));
  if ("file" in checked) return checked.file;
  const lines = checked.problems.map(
    ({ at, detail }) => `  ${at === "" ? "the file" : at}: ${detail}`,
  );
  throw new UsageError(`The mapping is refused:\n${lines.join("\n")}`);
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
  const text = readBytes(option, file).toString("utf8");
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `${file ?? ""} is no JSON: ${error instanceof Error ? error.message : ""}`,
    );
  }
}

function presetOf(id: string): MappingFile {
  const preset = findPreset(id);
  if (preset) return preset;
  const known = PRESETS.map((one) => one.id).join(", ");
  throw new UsageError(`There is no preset ${id}; there are ${known}.`);
}

function readHeaders(file: string): Readonly<Record<string, string>> {
  const parsed = headersSchema.safeParse(readJsonFile("headers", file));
  if (!parsed.success)
    throw new UsageError(`${file} must be a JSON object of header names and texts.`);
  return Object.fromEntries(
    Object.entries(parsed.data).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function readBytes(option: string, file: string | undefined): Buffer {
  if (file === undefined) throw new UsageError(`--${option} FILE is missing.`);
  try {
    return readFileSync(file);
  } catch {
    throw new UsageError(`--${option}: ${file} cannot be read.`);
  }
}
