import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { startEmbedded } from "../../app/adapters/postgres/embedded.ts";
import { runningPostmaster } from "../../app/adapters/postgres/embedded/postmaster.ts";
import { newDataFolder } from "../sandbox/stack/data-folder.ts";
import { until } from "../sandbox/processes/until.ts";

/** A PostgreSQL that writes through to the disk, and can be killed. */
export interface KillablePostgres {
  readonly url: string;
  /** `kill -9` of every one of its processes; then it is started again on the same port. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
}

const RESTART_SECONDS = 60;
/** Six processes open up to 20 each. */
const SETTINGS = { max_connections: "200" };

export async function startKillablePostgres(): Promise<KillablePostgres> {
  const folder = await newDataFolder();
  const options = (port: number) => ({ folder: folder.path, port, settings: SETTINGS });
  let server = await startEmbedded(options(0));
  const { url } = server;
  const port = Number(new URL(url).port);
  return {
    url,
    async killAndRestart() {
      const postmaster = await runningPostmaster(path.join(folder.path, "data"));
      if (postmaster === null) throw new Error("PostgreSQL does not run");
      for (const pid of [postmaster.pid, ...childrenOf(postmaster.pid)]) kill(pid);
      await until("PostgreSQL to start again", RESTART_SECONDS, async () => {
        const again = await startEmbedded(options(port)).catch(() => null);
        if (again === null) return null;
        if (again.url !== url) throw new Error(`PostgreSQL came back as ${again.url}`);
        server = again;
        return true;
      });
    },
    async stop() {
      await server.close();
      folder.remove();
    },
  };
}

/** The processes that it started, as Linux tells. */
function childrenOf(pid: number): readonly number[] {
  const all = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return all.filter((one) => parentOf(one) === pid);
}

function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${String(pid)}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null; // it ended while we looked
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch {
    // It had ended already, with the one before it.
  }
}
