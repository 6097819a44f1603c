import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { chown, mkdir, readFile, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { Binaries } from "./binaries.ts";
import { EmbeddedPostgresError } from "./embedded-error.ts";
import { closedFolder } from "./reachable.ts";
import type { ServerUser } from "./server-user.ts";

export const SUPERUSER = "handoff";
const PASSWORD_FILE = "handoff.password";

/** Where everything of one embedded server lies. */
export interface ServerFolder {
  /** PostgreSQL's own. */
  readonly data: string;
  readonly log: string;
  readonly password: string;
}

/**
 * The folder for the repository in `cwd`: inside it, unless the server runs as
 * another user who may not enter there.
 */
export async function defaultFolder(cwd: string, user: ServerUser | null): Promise<string> {
  const inside = path.join(cwd, ".data", "postgres");
  if (user === null || (await closedFolder(inside, user)) === null) return inside;
  const name = createHash("sha256").update(cwd).digest("hex").slice(0, 8);
  return path.join("/var/lib/handoff", `${path.basename(cwd)}-${name}`);
}

/** Makes the folder and, the first time, the cluster in it; answers what is needed to run it. */
export async function prepareFolder(
  folder: string,
  user: ServerUser | null,
  binaries: Binaries,
): Promise<ServerFolder> {
  await openWay(folder, user);
  const data = path.join(await realpath(folder), "data");
  await refuseOtherVersion(data, binaries);
  if ((await stat(path.join(data, "PG_VERSION")).catch(() => null)) === null) {
    await initialise(folder, user, binaries);
  }
  const password = (await readOwn(path.join(data, PASSWORD_FILE))).trim();
  return { data, log: path.join(folder, "server.log"), password };
}

async function openWay(folder: string, user: ServerUser | null): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o755 });
    if (user !== null) await chown(folder, user.uid, user.gid);
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The folder ${folder} for the embedded PostgreSQL cannot be made or is another user's. ` +
        "Set HANDOFF_DATA_FOLDER to a folder of your own, or set DATABASE_URL.",
      { cause },
    );
  }
  const closed = user === null ? null : await closedFolder(folder, user);
  if (closed !== null) {
    throw new EmbeddedPostgresError(
      `PostgreSQL runs as the user "${user?.name ?? ""}", who may not enter ${closed} on the way to ${folder}. ` +
        `Set HANDOFF_DATA_FOLDER to a folder that everybody may enter (such as /var/lib/handoff), ` +
        `run chmod o+x ${closed}, or set DATABASE_URL.`,
    );
  }
}

async function refuseOtherVersion(data: string, { postgres }: Binaries): Promise<void> {
  const made = await readFile(path.join(data, "PG_VERSION"), "utf8").catch(() => null);
  if (made === null) return;
  const output = await runAs(null, postgres, ["--version"]);
  const major = /(\d+)(?:\.|beta|rc|devel|\b)/.exec(output)?.[1];
  if (major === undefined || made.trim() === major) return;
  throw new EmbeddedPostgresError(
    `The data in ${data} is of PostgreSQL ${made.trim()}, and this version of Handoff brings ${major}. ` +
      "Dump it with the old version and restore it, or set HANDOFF_DATA_FOLDER to a new folder.",
  );
}

/** Into a folder of its own that takes its place when it is whole: a kill leaves no half cluster. */
async function initialise(
  folder: string,
  user: ServerUser | null,
  { initdb }: Binaries,
): Promise<void> {
  const unfinished = path.join(folder, `unfinished-${String(process.pid)}`);
  const password = randomBytes(24).toString("base64url");
  const passwordFile = `${unfinished}.password`;
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (user !== null) await chown(passwordFile, user.uid, user.gid);
    await runAs(user, initdb, [
      `--pgdata=${unfinished}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      "--locale=C",
      "--lc-messages=C",
      "--no-instructions",
    ]);
    await takePlace(folder, unfinished, password);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Only one of several first starts wins; the password lies in the cluster that it belongs to. */
async function takePlace(folder: string, unfinished: string, password: string): Promise<void> {
  await writeFile(path.join(unfinished, PASSWORD_FILE), password, { mode: 0o600 });
  try {
    await rename(unfinished, path.join(folder, "data"));
  } catch (error) {
    if ((await stat(path.join(folder, "data", "PG_VERSION")).catch(() => null)) === null)
      throw error;
  }
}

async function readOwn(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    throw new EmbeddedPostgresError(
      `The file ${file} cannot be read. If another user made this database, set HANDOFF_DATA_FOLDER to a folder of your own.`,
      { cause },
    );
  }
}

/** Runs a program to its end as the server's user; answers what it wrote. */
function runAs(
  user: ServerUser | null,
  program: string,
  parameters: readonly string[],
): Promise<string> {
  return new Promise((resolve, reject) => {
    const identity = user === null ? {} : { uid: user.uid, gid: user.gid };
    const child = spawn(program, parameters, {
      ...identity,
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const take = (chunk: Buffer): void => {
      output += chunk.toString("utf8");
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", (cause) => {
      reject(new EmbeddedPostgresError(`${program} does not start: ${cause.message}`, { cause }));
    });
    child.on("close", (code) => {
      if (code === 0) resolve(output);
      else reject(new EmbeddedPostgresError(`${program} failed:\n${output.trim()}`));
    });
  });
}
