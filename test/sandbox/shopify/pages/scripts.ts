import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { rollup, type Plugin } from "rollup";

const ENTRIES: Readonly<Record<string, string>> = {
  "/app-bridge.js": "../browser/app-bridge/main.ts",
  "/admin-shell.js": "../browser/shell/main.ts",
  "/admin-live.js": "../browser/live.ts",
  "/extension-host.js": "../browser/extension-host/main.ts",
  "/extension-frame.js": "../browser/extension-frame/main.ts",
};

const built = new Map<string, Promise<string>>();

/** TypeScript is loaded with the first page: it takes longer than the simulator's start. */
const stripTypes: Plugin = {
  name: "strip-types",
  load: async (id) => {
    const { default: ts } = await import("typescript");
    const { ESNext: module } = ts.ModuleKind;
    const { ES2022: target } = ts.ScriptTarget;
    const compilerOptions = { module, target, verbatimModuleSyntax: true };
    return ts.transpileModule(await readFile(id, "utf8"), { compilerOptions }).outputText;
  },
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
