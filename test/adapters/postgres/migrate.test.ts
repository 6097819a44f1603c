import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import pg from "pg";
import { describe, expect, it } from "vitest";
import { MigrationError } from "../../../app/adapters/postgres/migration-error.ts";
import { migrate } from "../../../app/adapters/postgres/migrate.ts";
import { MIGRATIONS_FOLDER } from "../../../app/db.server.ts";
import { instantOf } from "../../../app/domain/instant.ts";
import { asPlainOwner } from "../../plain-owner.ts";
import { emptyDatabase, openAs } from "../../postgres.ts";

const run = promisify(execFile);
const REPOSITORY = path.resolve(import.meta.dirname, "../../..");
const PRISMA = path.join(REPOSITORY, "node_modules", ".bin", "prisma");

async function onEmpty(work: (url: string) => Promise<void>): Promise<void> {
  const database = await emptyDatabase();
  try {
    await work(database.url);
  } finally {
    await database.close();
  }
}

async function inCopy(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "handoff-migrations-"));
  await cp(MIGRATIONS_FOLDER, folder, { recursive: true });
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Without its look for a newer version of itself, whose answer it would wait for. */
function prisma(url: string, ...parameters: readonly string[]) {
  const env = { ...process.env, DATABASE_URL: url, CHECKPOINT_DISABLE: "1" };
  return run(process.execPath, [PRISMA, ...parameters], { cwd: REPOSITORY, env });
}

async function select(url: string, sql: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("migrations at start", { timeout: 60_000 }, () => {
  it("bring an empty database up once, and a migrated one not again", async () => {
    await onEmpty(async (url) => {
      expect(await migrate(url, MIGRATIONS_FOLDER)).not.toHaveLength(0);
      expect(await migrate(url, MIGRATIONS_FOLDER)).toEqual([]);
    });
  });

  it("are applied once by processes that start together", async () => {
    await onEmpty(async (url) => {
      const applied = await Promise.all([1, 2, 3].map(() => migrate(url, MIGRATIONS_FOLDER)));
      expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
    });
  });

  it("leave a history that Prisma's own commands agree with", async () => {
    await onEmpty(async (url) => {
      await migrate(url, MIGRATIONS_FOLDER);
      expect((await prisma(url, "migrate", "status")).stdout).toContain("up to date");
      expect((await prisma(url, "migrate", "deploy")).stdout).toContain("No pending migrations");
    });
  });

  it("make the tables that schema.prisma describes", async () => {
    const shadow = await emptyDatabase("shadow");
    const { stdout } = await prisma(
      shadow.url,
      ...["migrate", "diff", "--from-migrations", "prisma/migrations"],
      ...["--to-schema-datamodel", "prisma/schema.prisma", "--exit-code"],
    );
    expect(stdout).toContain("No difference detected");
    await shadow.close();
  });

  it("refuse a file that was edited after it was applied", async () => {
    await onEmpty(async (url) => {
      await inCopy(async (folder) => {
        const [name = ""] = await migrate(url, folder);
        const file = path.join(folder, name, "migration.sql");
        await writeFile(file, `${await readFile(file, "utf8")}\n-- edited\n`);
        await expect(migrate(url, folder)).rejects.toThrow(MigrationError);
      });
    });
  });

  it("take back a file that fails half way, and say its words", async () => {
    await onEmpty(async (url) => {
      await inCopy(async (folder) => {
        const later = path.join(folder, "29991231000000_broken");
        await cp(path.join(folder, (await migrate(url, folder))[0] ?? ""), later, {
          recursive: true,
        });
        await writeFile(
          path.join(later, "migration.sql"),
          "CREATE TABLE half (id int); SELECT nonsense;",
        );
        await expect(migrate(url, folder)).rejects.toThrow('column "nonsense" does not exist');
        expect(await select(url, "SELECT to_regclass('half') AS half")).toEqual([{ half: null }]);
        await rm(later, { recursive: true });
        expect(await migrate(url, folder)).toEqual([]);
      });
    });
  });

  it("tell an administrator what to run where the user may not make roles", async () => {
    await onEmpty(async (url) => {
      const { username } = new URL(url);
      await select(
        url,
        `DO $$ BEGIN CREATE ROLE plain_owner LOGIN PASSWORD 'plain'; EXCEPTION WHEN duplicate_object THEN NULL; END $$;
         GRANT ALL ON SCHEMA public TO plain_owner;
         GRANT CREATE ON DATABASE ${new URL(url).pathname.slice(1)} TO plain_owner;`,
      );
      const plain = new URL(url);
      plain.username = "plain_owner";
      plain.password = "plain";
      expect(username).not.toBe("plain_owner");
      await expect(migrate(plain.href, MIGRATIONS_FOLDER)).rejects.toThrow(
        /may not create Handoff's roles.*GRANT handoff_app, handoff_queue TO plain_owner/s,
      );
    });
  });

  it("serve an owner who is no superuser, under the same isolation", async () => {
    await onEmpty(async (url) => {
      const owned = await asPlainOwner(url);
      await migrate(owned, MIGRATIONS_FOLDER);
      await worksFor(owned);
    });
  });
});

/** Installs, receives and redacts as this user; sees nothing without a shop. */
async function worksFor(url: string): Promise<void> {
  const { database, adapter } = openAs(url);
  const shop = await adapter.shops.installed("owned.myshopify.com", ["read_orders"]);
  const other = await adapter.shops.installed("other.myshopify.com", []);
  const seen = await database.forShop(other.id, (sql) => sql.query("SELECT id FROM shop"));
  expect(seen).toEqual([{ id: other.id }]);
  await adapter.shops.uninstalled("owned.myshopify.com", instantOf(Date.now() + 60_000));
  await adapter.shops.shopRedacted("owned.myshopify.com");
  expect(await adapter.shops.findById(shop.id)).toBeNull();
  await database.close();
}
