import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { inFolder, isRoot, killServer, launch, query, serverPid } from "./processes.ts";

const REPOSITORY = path.resolve(import.meta.dirname, "../../../..");
const NOBODY = 65_534;
const canMount = isRoot && spawnSync("unshare", ["--mount", "true"]).status === 0;

describe("the embedded PostgreSQL", { timeout: 60_000 }, () => {
  it("starts in an empty folder, keeps its data, and ends with its process", async () => {
    await inFolder(async (folder) => {
      const first = await launch({ folder });
      await query(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
      await first.close();
      expect(await serverPid(folder)).toBeNull();
      const second = await launch({ folder });
      expect(await query(second.url, "SELECT answer FROM kept")).toEqual([{ answer: 42 }]);
      await second.close();
    });
  });

  it("lets nobody in without the password, and the password be read by nobody else", async () => {
    await inFolder(async (folder) => {
      const server = await launch({ folder });
      const stranger = new URL(server.url);
      stranger.password = "guess";
      await expect(query(stranger.href, "SELECT 1")).rejects.toThrow(
        "password authentication failed",
      );
      const { mode } = await stat(path.join(folder, "data", "handoff.password"));
      expect(mode & 0o077).toBe(0);
      await server.close();
    });
  });

  it("outlives a kill -9 of the app; the next start uses it and ends it", async () => {
    await inFolder(async (folder) => {
      const killed = await launch({ folder });
      const pid = await serverPid(folder);
      await killed.kill();
      expect(await serverPid(folder)).toBe(pid);
      const next = await launch({ folder });
      expect(next.url).toBe(killed.url);
      expect(next.said).toEqual([
        `using the PostgreSQL that already runs (process ${String(pid)})`,
      ]);
      await next.close();
      expect(await serverPid(folder)).toBeNull();
    });
  });

  it("recovers after a kill -9 of the server with all its children", async () => {
    await inFolder(async (folder) => {
      const first = await launch({ folder });
      await query(first.url, "CREATE TABLE kept AS SELECT 1 AS one");
      await killServer(folder);
      await first.kill();
      const second = await launch({ folder });
      expect(await query(second.url, "SELECT one FROM kept")).toEqual([{ one: 1 }]);
      await second.close();
    });
  });

  it("serves two processes, and ends with the last of them", async () => {
    await inFolder(async (folder) => {
      const [web, worker] = [await launch({ folder }), await launch({ folder })];
      expect(worker.url).toBe(web.url);
      await web.close();
      expect(await query(worker.url, "SELECT 1 AS up")).toEqual([{ up: 1 }]);
      await worker.close();
      expect(await serverPid(folder)).toBeNull();
    });
  });

  it("is made once when two processes start at the same moment for the first time", async () => {
    await inFolder(async (folder) => {
      const [a, b] = await Promise.all([launch({ folder }), launch({ folder })]);
      expect(a.url).toBe(b.url);
      await Promise.all([a.close(), b.close()]);
      expect(await serverPid(folder)).toBeNull();
      expect((await readdir(folder)).sort()).toEqual(["data", "server.log"]);
    });
  });

  it("takes another port where the wanted one is taken, and says so", async () => {
    const holder = createServer();
    const port = await new Promise<number>((resolve) => {
      holder.listen(0, "127.0.0.1", () => {
        const address = holder.address();
        resolve(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
    await inFolder(async (folder) => {
      const server = await launch({ folder, port });
      expect(server.said.join()).toMatch(`port ${String(port)} is taken; PostgreSQL listens on `);
      expect(await query(server.url, "SELECT 1 AS up")).toEqual([{ up: 1 }]);
      await server.close();
    });
    holder.close();
  });

  it("starts where a crash left a postmaster.pid whose number is another program's now", async () => {
    await inFolder(async (folder) => {
      await (await launch({ folder })).close();
      const stale = `${String(process.pid)}\n${path.join(folder, "data")}\n1700000000\n5432\n\n127.0.0.1\n\nready\n`;
      await writeFile(path.join(folder, "data", "postmaster.pid"), stale);
      if (!isRoot) await rm(path.join(folder, "data", "postmaster.pid"));
      const server = await launch({ folder });
      expect(await query(server.url, "SELECT 1 AS up")).toEqual([{ up: 1 }]);
      await server.close();
    });
  });

  it("refuses the data of another PostgreSQL version and says what to do", async () => {
    await inFolder(async (folder) => {
      await (await launch({ folder })).close();
      await writeFile(path.join(folder, "data", "PG_VERSION"), "15\n");
      await expect(launch({ folder })).rejects.toThrow(/of PostgreSQL 15, .*HANDOFF_DATA_FOLDER/);
    });
  });

  it("tells the log's words where the server does not start", async () => {
    await inFolder(async (folder) => {
      await (await launch({ folder })).close();
      await writeFile(path.join(folder, "data", "postgresql.conf"), "no_such_setting = on\n");
      await expect(launch({ folder })).rejects.toThrow(/did not start.*no_such_setting/s);
    });
  });

  it("runs durable unless a test asks for less", async () => {
    const settings = await readFile(
      path.join(REPOSITORY, "app/adapters/postgres/embedded/server.ts"),
      "utf8",
    );
    for (const name of ["fsync", "full_page_writes", "synchronous_commit"]) {
      expect(settings).toContain(`${name}: "on"`);
    }
  });
});

describe.skipIf(!isRoot)("the embedded PostgreSQL under root", { timeout: 60_000 }, () => {
  it("runs as the user postgres", async () => {
    await inFolder(async (folder) => {
      const server = await launch({ folder });
      const pid = await serverPid(folder);
      const owner = (await stat(`/proc/${String(pid)}`)).uid;
      expect(owner).not.toBe(0);
      await server.close();
    });
  });

  it("says which folder the server's user may not enter, and what to do", async () => {
    const closed = await mkdtemp(path.join(tmpdir(), "handoff-closed-"));
    await chmod(closed, 0o700);
    const folder = path.join(closed, "deep", "postgres");
    await expect(launch({ folder })).rejects.toThrow(
      new RegExp(`may not enter ${closed} on the way to .*HANDOFF_DATA_FOLDER.*chmod o\\+x`, "s"),
    );
    await rm(closed, { recursive: true });
  });

  it("runs as an ordinary user too, who needs no other user", async () => {
    const home = await mkdtemp(path.join(tmpdir(), "handoff-ordinary-"));
    await chmod(home, 0o777);
    const folder = path.join(home, "postgres");
    const server = await launch({ folder, uid: NOBODY });
    const pid = await serverPid(folder);
    expect((await stat(`/proc/${String(pid)}`)).uid).toBe(NOBODY);
    await server.close();
    expect(await serverPid(folder)).toBeNull();
    await rm(home, { recursive: true });
  });

  it("tells an ordinary user whose folder it is not", async () => {
    const home = await mkdtemp(path.join(tmpdir(), "handoff-foreign-"));
    await chmod(home, 0o755);
    const folder = path.join(home, "postgres");
    await expect(launch({ folder, uid: NOBODY })).rejects.toThrow(
      /cannot be made.*HANDOFF_DATA_FOLDER/s,
    );
    await rm(home, { recursive: true });
  });
});

describe.skipIf(!canMount)(
  "the embedded PostgreSQL on other machines",
  { timeout: 120_000 },
  () => {
    it("makes the user postgres where there is none", async () => {
      await inFolder(async (folder) => {
        const strip = "sed -i /^postgres:/d etc/passwd etc/group etc/shadow etc/gshadow";
        const within = `cd "$(mktemp -d)" && cp -a /etc etc && ${strip} && mount --bind etc /etc && exec "$@"`;
        const server = await launch({ folder, within });
        expect(await query(server.url, "SELECT 1 AS up")).toEqual([{ up: 1 }]);
        await server.close();
      });
    });

    it("works for a repository below a folder that only root may enter", async () => {
      const closed = await mkdtemp(path.join(tmpdir(), "handoff-root-home-"));
      await chmod(closed, 0o700);
      const repository = path.join(closed, "handoff");
      await mkdir(repository);
      // The whole tree as it would lie in root's home, and a /var/lib of this test alone.
      const within = `mount --bind ${REPOSITORY} ${repository} && mount -t tmpfs -o mode=755 none /var/lib && cd ${repository} && exec "$@"`;
      const server = await launch({ folder: null, within, cwd: repository });
      expect(server.folder).toMatch(/^\/var\/lib\/handoff\/handoff-[0-9a-f]{8}$/);
      expect(await query(server.url, "SELECT 1 AS up")).toEqual([{ up: 1 }]);
      await server.close();
      await rm(closed, { recursive: true });
    });
  },
);
