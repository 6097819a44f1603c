import { stripTypeScriptTypes } from "node:module";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rollup, type Plugin } from "rollup";

const ENTRIES: Readonly<Record<string, string>> = {
  "/app-bridge.js": "../browser/app-bridge/main.ts",
  "/admin-shell.js": "../browser/shell/main.ts",
  "/admin-live.js": "../browser/live.ts",
};

const built = new Map<string, Promise<string>>();

const stripTypes: Plugin = {
  name: "strip-types",
  load: async (id) => stripTypeScriptTypes(await readFile(id, "utf8")),
};

/** A browser script as one classic script; null where the path names none. */
export function browserScript(path: string): Promise<string> | null {
  const entry = ENTRIES[path];
  if (entry === undefined) return null;
  const known = built.get(path) ?? build(entry);
  built.set(path, known);
  return known;
}

async function build(entry: string): Promise<string> {
  const input = fileURLToPath(new URL(entry, import.meta.url));
  const bundle = await rollup({ input, plugins: [stripTypes], logLevel: "silent" });
  const { output } = await bundle.generate({ format: "iife" });
  await bundle.close();
  return output[0].code;
}
