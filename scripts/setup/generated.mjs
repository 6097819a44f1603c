import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT, runTool, say } from "./run.mjs";

const STAMPS = path.join(ROOT, "node_modules", ".cache", "handoff-setup");

/** What is made from the sources, in order: each is made again when one of its inputs changed. */
const GENERATED = [
  {
    name: "database client",
    inputs: ["prisma/schema.prisma", "prisma.config.ts", "package-lock.json"],
    output: "app/adapters/postgres/prisma-client",
    command: ["prisma", "generate"],
  },
  {
    name: "screens",
    inputs: ["app", "vite.config.ts", "package-lock.json"],
    output: "build/server/index.js",
    command: ["npm", "run", "build"],
    only: "build",
  },
];

/** Makes what is absent or older than its sources; the screens only where `build` is true. */
export function ensureGenerated({ build }) {
  mkdirSync(STAMPS, { recursive: true });
  for (const made of GENERATED) {
    if (made.only === "build" && !build) continue;
    const stamp = path.join(STAMPS, made.name.replaceAll(" ", "-"));
    const digest = digestOf(made.inputs);
    if (isFresh(made.output, stamp, digest)) continue;
    say(`making the ${made.name} (${made.command.join(" ")})`);
    const [tool, ...parameters] = made.command;
    runTool(tool, parameters, { advice: "The sources do not build; see above." });
    writeFileSync(stamp, digest);
  }
}

function isFresh(output, stamp, digest) {
  if (!existsSync(path.join(ROOT, output)) || !existsSync(stamp)) return false;
  return readFileSync(stamp, "utf8") === digest;
}

/** A hash over the paths and the contents of all files in these places. */
function digestOf(places) {
  const hash = createHash("sha256");
  for (const file of places.flatMap((place) => filesIn(path.join(ROOT, place))).sort()) {
    hash
      .update(`${path.relative(ROOT, file)}\0`)
      .update(readFileSync(file))
      .update("\0");
  }
  return hash.digest("hex");
}

function filesIn(place) {
  if (!existsSync(place) || place.endsWith("prisma-client")) return [];
  if (statSync(place).isFile()) return [place];
  return readdirSync(place).flatMap((name) => filesIn(path.join(place, name)));
}
