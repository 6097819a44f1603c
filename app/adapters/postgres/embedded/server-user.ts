import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { EmbeddedPostgresError } from "./embedded-error.ts";

const run = promisify(execFile);

/** The system user that the server runs as. */
export interface ServerUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const USER_NAME = "postgres";

/** Debian and Red Hat have `useradd`, Alpine has BusyBox's `adduser`. */
const CREATE_COMMANDS: readonly (readonly [string, readonly string[]])[] = [
  ["useradd", ["--system", "--user-group", "--no-create-home", USER_NAME]],
  ["adduser", ["-S", "-D", "-H", USER_NAME]],
];

/**
 * PostgreSQL refuses to run as root: then the user `postgres` runs it, made
 * where there is none. Null where this process is not root and runs it itself.
 */
export async function serverUser(): Promise<ServerUser | null> {
  if (process.getuid?.() !== 0) return null;
  return (await findUser()) ?? (await createUser());
}

async function findUser(): Promise<ServerUser | null> {
  try {
    const [uid, gid] = await Promise.all([idOf("-u"), idOf("-g")]);
    return { name: USER_NAME, uid, gid };
  } catch {
    return null;
  }
}

async function idOf(flag: "-u" | "-g"): Promise<number> {
  return Number((await run("id", [flag, USER_NAME])).stdout.trim());
}

async function createUser(): Promise<ServerUser> {
  const failures: string[] = [];
  for (const [command, parameters] of CREATE_COMMANDS) {
    try {
      await run(command, parameters);
    } catch (error) {
      failures.push(error instanceof Error ? error.message.trim() : String(error));
    }
    const user = await findUser();
    if (user !== null) return user;
  }
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run as root, and the user "${USER_NAME}" could not be made (${failures.join("; ")}). ` +
      `Make it by hand (useradd --system ${USER_NAME}), start Handoff as another user, or set DATABASE_URL.`,
  );
}
