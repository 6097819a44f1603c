// Types of the Admin API operations in app/adapters/shopify/operations, offline:
// every document is checked against the schema file of the repository.
//   node scripts/codegen.mjs           writes the type files
//   node scripts/codegen.mjs --check   writes nothing; exit code 1 where one is out of date
import { glob, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { generate } from "@graphql-codegen/cli";
import { ApiType, pluckConfig, preset } from "@shopify/api-codegen-preset";
import { usedSchema } from "./codegen-schema.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const OPERATIONS = "app/adapters/shopify/operations";
const SCHEMA = "test/sandbox/shopify/schema/admin_2026-10.json.gz";

async function readIntrospection() {
  return JSON.parse(gunzipSync(await readFile(join(ROOT, SCHEMA))).toString("utf8")).data;
}

/** Every string that an operations module exports is one document with its fragments. */
async function readDocuments() {
  const documents = [];
  for await (const file of glob(`${OPERATIONS}/*.ts`, { cwd: ROOT })) {
    if (file.endsWith(".d.ts")) continue;
    for (const [name, text] of Object.entries(await import(join(ROOT, file)))) {
      if (typeof text === "string") documents.push({ text, place: `${file} ${name}` });
    }
  }
  return documents;
}

function targets(schema) {
  return {
    [join(ROOT, OPERATIONS, "generated", "admin.types.d.ts")]: {
      schema,
      plugins: ["typescript"],
      config: {
        defaultScalarType: "string",
        scalars: { JSON: "unknown" },
        enumsAsTypes: true,
        disableDescriptions: true,
      },
    },
    [join(ROOT, OPERATIONS, "generated", "admin.generated.d.ts")]: {
      schema,
      preset,
      documents: [`${OPERATIONS}/*.ts`, `!${OPERATIONS}/*.d.ts`],
      presetConfig: { apiType: ApiType.Admin },
    },
  };
}

async function generateTypes() {
  const folder = await mkdtemp(join(tmpdir(), "handoff-codegen-"));
  try {
    const schema = join(folder, "admin.schema.json");
    const used = usedSchema(await readIntrospection(), await readDocuments());
    await writeFile(schema, JSON.stringify(used));
    const files = await generate(
      { cwd: ROOT, silent: true, pluckConfig, generates: targets(schema) },
      false,
    );
    return files.map(withExtension);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The preset imports the types by a name that only a bundler's resolution understands. */
function withExtension({ filename, content }) {
  return { filename, content: content.replace("./admin.types.js", "./admin.types.d.ts") };
}

async function isFresh({ filename, content }) {
  return (await readFile(filename, "utf8").catch(() => null)) === content;
}

const files = await generateTypes();
if (process.argv.includes("--check")) {
  for (const file of files) {
    if (await isFresh(file)) continue;
    console.error(`${file.filename} is out of date: run "npm run codegen"`);
    process.exitCode = 1;
  }
} else {
  for (const { filename, content } of files) await writeFile(filename, content);
}
