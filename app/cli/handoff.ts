import { parseArgs } from "node:util";

import { runBundle } from "./bundle-command.ts";
import { runDoctor } from "./doctor/doctor-command.ts";
import { runInterpret } from "./interpret-command.ts";
import { runLint } from "./lint-command.ts";
import { InputError } from "./input-error.ts";
import type { Output } from "./output.ts";
import { runOnInstallation } from "./run-on-installation.ts";
import { runPathLog } from "./path-log-command.ts";
import { runPresets } from "./presets-command.ts";
import { runRerun } from "./rerun-command.ts";
import { runSchema } from "./schema-command.ts";
import { runDiagnose, runImportLogs } from "./shop-commands.ts";
import { UsageError } from "./usage-error.ts";
import { runVerify } from "./verify-command.ts";
import { runVerifyLedger } from "./verify-ledger-command.ts";

const USAGE = `handoff <command>

  interpret  --mapping FILE | --preset ID   --payload FILE [--headers FILE] [--query TEXT] [--fetched]
             prints {updates, problems, ignored, fetches} as JSON; exit code 1 where there is an error;
             headers are a JSON object, a JSON list of pairs, or lines as "Name: value"
  verify     --vectors FILE
             checks signature vectors, each as it is and with a changed byte; exit code 1 where one differs
  lint       --mapping FILE | --preset ID   --payload FILE
             compares a payload with a mapping and proposes what to change; exit code 1 where it must be
  presets    [--id ID]
             lists the presets, or prints one's mapping as a file
  schema     [--of mapping|poller]
             prints the JSON Schema of a mapping file, or of a poller definition
  rerun      --bundle FILE
             runs the orders of a ticket's bundle again, byte for byte; exit code 1 where one comes out otherwise

on an installation, with the server's environment (DATABASE_URL, HANDOFF_KEY, SHOPIFY_…):

  diagnose ORDER    [--shop DOMAIN]
             tells where the order's handoff broke, who mends it and what shows it; exit code 1 where it broke
  bundle ORDER      [--shop DOMAIN]
             prints what a ticket about the order needs as JSON: evidence, ledger, rules, endpoints; without
             personal data and keys
  import-logs FILE  [--shop DOMAIN] [--source NAME]
             keeps a source's retry log or a gateway's log, as JSON lines or CSV; a repeated import adds nothing
  doctor     [--shop DOMAIN] [--json]
             looks at settings, public address, database, Shopify and every source: what was seen, what to do;
             changes nothing; exit code 1 where a check fails
  path-log          [--shop DOMAIN] [--source NAME] [--days N]
             prints how far each event of the last days (7) came, as CSV: sent, received, acknowledged, outcome,
             error, confirmed in Shopify, and the first thing that nothing confirms
  verify-ledger [ORDER]  [--shop DOMAIN] [--json]
             goes along the hash chains of one order's ledger, or of all; exit code 1 where an entry was
             changed, taken away or put in
`;

const OPTIONS = {
  mapping: { type: "string" },
  preset: { type: "string" },
  payload: { type: "string" },
  headers: { type: "string" },
  query: { type: "string" },
  fetched: { type: "boolean" },
  vectors: { type: "string" },
  id: { type: "string" },
  help: { type: "boolean", short: "h" },
  of: { type: "string" },
  shop: { type: "string" },
  source: { type: "string" },
  json: { type: "boolean" },
  days: { type: "string" },
  bundle: { type: "string" },
} as const;

export type Options = ReturnType<typeof parse>["values"];

const COMMANDS: Readonly<Record<string, (options: Options) => Output>> = {
  interpret: runInterpret,
  verify: runVerify,
  lint: runLint,
  presets: runPresets,
  schema: runSchema,
  rerun: runRerun,
};

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
}

/** Runs one command; the output and the exit code are data, so that a test needs no process. */
export function run(args: readonly string[]): Output {
  try {
    const { values, positionals } = parse(args);
    const [name = "", ...more] = positionals;
    if (values.help === true || name === "help") return { text: USAGE, exitCode: 0 };
    if (!Object.hasOwn(COMMANDS, name)) throw new UsageError(unknownCommand(name));
    if (more.length > 0)
      throw new UsageError(`${name} takes options only, and not "${more.join(" ")}".`);
    return COMMANDS[name]?.(values) ?? { text: USAGE, exitCode: 2 };
  } catch (error) {
    if (error instanceof InputError) return { text: `${error.message}\n`, exitCode: 2 };
    if (error instanceof UsageError || isArgumentError(error)) {
      return { text: `${error.message}\n\n${USAGE}`, exitCode: 2 };
    }
    throw error;
  }
}

function unknownCommand(name: string): string {
  return name === "" ? "Say which command." : `There is no command ${name}.`;
}

function isArgumentError(error: unknown): error is Error {
  return (
    error instanceof TypeError && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS")
  );
}

const ON_INSTALLATION = {
  diagnose: { subject: "one ORDER", run: runDiagnose },
  bundle: { subject: "one ORDER", run: runBundle },
  "import-logs": { subject: "one FILE", run: runImportLogs },
} as const;

/** Runs a command that asks a running installation; all others as `run` does. */
export async function runAny(args: readonly string[]): Promise<Output> {
  const [name, subject, ...more] = args[0]?.startsWith("-") === true ? [] : positionalsOf(args);
  switch (name) {
    case "diagnose":
    case "bundle":
    case "import-logs": {
      const command = ON_INSTALLATION[name];
      if (subject === undefined || more.length > 0)
        return misused(`${name} takes ${command.subject}.`);
      return runOnInstallation((parts) => command.run(parts, subject, parse(args).values));
    }
    case "doctor":
      if (subject !== undefined) return misused(`${name} takes options only.`);
      return runDoctor(parse(args).values);
    case "path-log": {
      if (subject !== undefined) return misused("path-log takes options only.");
      return runOnInstallation((parts) => runPathLog(parts, parse(args).values));
    }
    case "verify-ledger": {
      if (more.length > 0) return misused(`${name} takes one ORDER, or none.`);
      return runOnInstallation((parts) => runVerifyLedger(parts, subject, parse(args).values));
    }
    default:
      return run(args);
  }
}

function misused(what: string): Output {
  return { text: `${what}\n\n${USAGE}`, exitCode: 2 };
}

function positionalsOf(args: readonly string[]): readonly string[] {
  try {
    return parse(args).positionals;
  } catch {
    return [];
  }
}

if (import.meta.main) {
  const { text, exitCode } = await runAny(process.argv.slice(2));
  // What went wrong must not be read as a result by the program behind a pipe.
  (exitCode === 2 ? process.stderr : process.stdout).write(text);
  process.exitCode = exitCode;
}
