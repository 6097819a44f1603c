import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { cruise, type ICruiseResult, type IConfiguration } from "dependency-cruiser";
import { afterAll, describe, expect, it } from "vitest";

const require = createRequire(import.meta.url);
const config = require("../../.dependency-cruiser.cjs") as IConfiguration;

const folders: string[] = [];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Names of the rules that a small tree of files breaks. */
async function brokenRules(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const folder = mkdtempSync(path.join(tmpdir(), "handoff-rules-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  const { tsConfig: _, ...options } = config.options ?? {};
  const result = await cruise(Object.keys(files), {
    ...options,
    ruleSet: { forbidden: config.forbidden ?? [] },
    validate: true,
    baseDir: folder,
  });
  const { summary } = result.output as ICruiseResult;
  return summary.violations.map(({ rule }) => rule.name);
}

/** One file that imports another. */
function planted(from: string, to: string): Readonly<Record<string, string>> {
  const specifier = path.posix.relative(path.posix.dirname(from), to);
  return {
    [from]: `import { it } from "${specifier.startsWith(".") ? specifier : `./${specifier}`}";\nvoid it;\n`,
    [to]: "export const it = 1;\n",
  };
}

describe("the direction of imports", () => {
  it.each([
    ["app/domain/plan/plan.ts", "app/pipeline/ports.ts", "domain-is-pure"],
    ["app/pipeline/6-plan.ts", "app/adapters/postgres/lanes.ts", "pipeline-knows-domain-and-ports"],
    ["app/adapters/postgres/lanes.ts", "app/adapters/shopify/admin.ts", "adapters-know-one-vendor"],
    ["app/screens/home.tsx", "app/queries/home.ts", "screens-are-props-to-elements"],
    ["app/routes/home.tsx", "app/adapters/postgres/lanes.ts", "routes-call-services"],
    ["app/commands/connect.ts", "app/screens/form.ts", "commands-know-no-screens"],
    ["app/queries/home.ts", "app/adapters/shopify/admin.ts", "queries-read-the-database"],
    [
      "test/sandbox/shopify/store.ts",
      "app/domain/plan/plan.ts",
      "simulators-know-nothing-of-the-app",
    ],
    ["test/sandbox/oms/store.ts", "app/domain/plan/plan.ts", "simulators-know-nothing-of-the-app"],
    ["app/pipeline/poll.ts", "app/services.server.ts", "only-the-root-knows-everything"],
  ])("goes red for %s importing %s", async (from, to, rule) => {
    expect(await brokenRules(planted(from, to))).toContain(rule);
  });

  it("goes red for a platform module in the domain", async () => {
    const files = { "app/domain/plan/plan.ts": 'import fs from "node:fs";\nvoid fs;\n' };
    expect(await brokenRules(files)).toContain("domain-is-pure");
  });

  it("goes red for a circle", async () => {
    const files = {
      "app/domain/a.ts": 'import { b } from "./b.ts";\nexport const a = b;\n',
      "app/domain/b.ts": 'import { a } from "./a.ts";\nexport const b = a;\n',
    };
    expect(await brokenRules(files)).toContain("no-circles");
  });

  it("lets the path of a message be", async () => {
    expect(await brokenRules(planted("app/pipeline/6-plan.ts", "app/domain/plan/plan.ts"))).toEqual(
      [],
    );
  });
});
