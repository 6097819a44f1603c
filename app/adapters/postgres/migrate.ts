import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import pg from "pg";
import { MigrationError } from "./migration-error.ts";

/** The lock that Prisma's own migrate takes, so that both never run at once. */
const MIGRATION_LOCK = 72_707_369;

const HISTORY = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  id VARCHAR(36) PRIMARY KEY NOT NULL,
  checksum VARCHAR(64) NOT NULL,
  finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL,
  logs TEXT,
  rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(),
  applied_steps_count INTEGER NOT NULL DEFAULT 0
)`;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

interface AppliedMigration {
  readonly migration_name: string;
  readonly checksum: string;
  readonly finished_at: Date | null;
}

/**
 * Brings the database to this version's schema: applies each folder's
 * `migration.sql` that is missing, one transaction a file, under an advisory
 * lock, and answers the names of those it applied.
 *
 * The history is Prisma's, so that `prisma migrate status` and `deploy` agree.
 * Throws a MigrationError where a file fails or was edited after it was
 * applied; a database that is ahead of this version (a newer replica migrated
 * it) is left as it is.
 */
export async function migrate(url: string, folder: string): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url, application_name: "handoff migrate" });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await client.query(HISTORY);
    const pending = await pendingMigrations(client, migrations);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

/** The names of those that the database lacks; changes nothing. Throws as `migrate` does. */
export async function missingMigrations(url: string, folder: string): Promise<readonly string[]> {
  const migrations = await readMigrations(folder);
  const client = new pg.Client({ connectionString: url, application_name: "handoff doctor" });
  await client.connect();
  try {
    const { rows } = await client.query<{ readonly is_there: boolean }>(
      `SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS is_there`,
    );
    const pending =
      rows[0]?.is_there === true ? await pendingMigrations(client, migrations) : migrations;
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(path.join(folder, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    }),
  );
}

async function pendingMigrations(
  client: pg.Client | pg.Pool,
  migrations: readonly Migration[],
): Promise<readonly Migration[]> {
  const { rows } = await client.query<AppliedMigration>(
    `SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL`,
  );
  const applied = new Map(rows.map((row) => [row.migration_name, row]));
  return migrations.filter((migration) => !isApplied(migration, applied.get(migration.name)));
}

function isApplied(migration: Migration, row: AppliedMigration | undefined): boolean {
  if (row === undefined) return false;
  if (row.finished_at === null) {
    throw new MigrationError(
      `migration ${migration.name} failed before; mend the database, then run: npx prisma migrate resolve`,
    );
  }
  if (row.checksum !== migration.checksum) {
    throw new MigrationError(`migration ${migration.name} was edited after it was applied`);
  }
  return true;
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  await client.query("BEGIN");
  try {
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query("COMMIT");
  } catch (cause) {
    await client.query("ROLLBACK");
    throw new MigrationError(`migration ${name} failed: ${describe(cause)}`, { cause });
  }
}

/** PostgreSQL's message with its hint, which says what an administrator has to do. */
function describe(cause: unknown): string {
  if (!(cause instanceof pg.DatabaseError)) return String(cause);
  return cause.hint === undefined ? cause.message : `${cause.message}. ${cause.hint}`;
}
