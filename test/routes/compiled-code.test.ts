import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";

const SOURCES = path.resolve(import.meta.dirname, "../../app");
/** Not TypeScript, of which Node keeps a part at once. */
const PLAIN_SOURCE = path.join(SOURCES, "..", "scripts", "setup", "run.mjs");

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "compiled-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Imports one source as the server does, and is killed from outside before it could end. */
const DIES_EARLY = `
  import { execFileSync } from "node:child_process";
  import { compiledCode } from "${SOURCES}/server/compiled-code.ts";
  const compiled = compiledCode(process.argv[1]);
  await import("${PLAIN_SOURCE}");
  compiled.keep();
  execFileSync("kill", ["-9", String(process.pid)]);`;

it("leaves what was compiled to the next process, also where this one is killed", () => {
  const parameters = ["--input-type=module", "--eval", DIES_EARLY, folder];

  expect(() => execFileSync(process.execPath, parameters, { stdio: "pipe" })).toThrow(
    "Command failed",
  );

  const kept = readdirSync(folder, { recursive: true, withFileTypes: true });
  expect(kept.filter((one) => one.isFile())).not.toEqual([]);
});
