import type { DatabaseFacts } from "../../adapters/postgres/database-facts.ts";
import { readDatabaseFacts } from "../../adapters/postgres/database-facts.ts";
import { assertDurable, DatabaseNotDurable } from "../../adapters/postgres/durability.ts";
import { missingMigrations } from "../../adapters/postgres/migrate.ts";
import type { Mode } from "../../config.server.ts";
import { type DatabasePlace, MIGRATIONS_FOLDER } from "../../db.server.ts";
import { wordsOf } from "./address-checks.ts";
import { type Check, checksOf } from "./check.ts";
import { clockCheck } from "./clock-check.ts";

const AREA = "database";
const { ok, warn, fail, unknown } = checksOf(AREA);

/** Whether the database can be worked with: the checks that follow need it. */
export interface DatabaseDiagnosis {
  readonly checks: readonly Check[];
  readonly isUsable: boolean;
}

/** Whether the database answers, keeps what it commits, and has what this version needs. */
export async function databaseChecks(
  { url, folder }: DatabasePlace,
  mode: Mode,
): Promise<DatabaseDiagnosis> {
  const schema = await schemaCheck(url);
  if (schema.state === "fail") return { checks: [schema], isUsable: false };
  const facts = await readDatabaseFacts(url, folder);
  return {
    checks: [
      ok("reachable", `PostgreSQL ${facts.version} answers after ${String(facts.milliseconds)} ms`),
      await durabilityCheck(url, mode),
      schema,
      clockCheck(AREA, facts.clockOffsetSeconds),
      daysCheck(facts),
      workerCheck(facts),
      diskCheck(facts),
    ],
    isUsable: true,
  };
}

async function schemaCheck(url: string): Promise<Check> {
  try {
    const missing = await missingMigrations(url, MIGRATIONS_FOLDER);
    if (missing.length === 0) return ok("schema", "every migration of this version is applied");
    const seen = `${String(missing.length)} migrations are missing: ${missing.join(", ")}`;
    return fail("schema", seen, "Start the server once: it applies them.");
  } catch (error) {
    const todo = "See that PostgreSQL runs and takes this user, and that DATABASE_URL is right.";
    return fail("reachable", wordsOf(error), todo);
  }
}

/** In production the server does not start without; elsewhere nothing is lost that counts. */
async function durabilityCheck(url: string, mode: Mode): Promise<Check> {
  try {
    await assertDurable(url);
    return ok("durable", "what is committed outlasts a crash");
  } catch (error) {
    if (!(error instanceof DatabaseNotDurable)) throw error;
    const todo = "Set fsync, full_page_writes and synchronous_commit to on.";
    return (mode === "production" ? fail : warn)("durable", error.message, todo);
  }
}

const ENOUGH_DAYS = 2;

function daysCheck({ daysAhead }: DatabaseFacts): Check {
  const seen = `messages have a place for ${String(daysAhead)} days, today with them`;
  if (daysAhead > ENOUGH_DAYS) return ok("days of messages", seen);
  const todo = "See that a process with --role worker or all runs: it makes them every hour.";
  return daysAhead === 0
    ? fail("days of messages", seen, todo)
    : warn("days of messages", seen, todo);
}

const SLOW_SECONDS = 60;
const STUCK_SECONDS = 600;

function workerCheck({ oldestDueSeconds }: DatabaseFacts): Check {
  if (oldestDueSeconds === null || oldestDueSeconds < SLOW_SECONDS) {
    return ok("worker", "no message waits longer than it should");
  }
  const seen = `a message has been due for ${oldestDueSeconds.toFixed(0)} s`;
  const todo = "See that a process with --role worker or all runs, and its log.";
  return oldestDueSeconds > STUCK_SECONDS ? fail("worker", seen, todo) : warn("worker", seen, todo);
}

const SCARCE = 0.1;
const SHORT = 0.2;
const MIB = 1024 * 1024;

function diskCheck({ bytes, freeShare }: DatabaseFacts): Check {
  const size = `the database takes ${(bytes / MIB).toFixed(0)} MiB`;
  if (freeShare === null) {
    return unknown(
      "disk",
      `${size}; its volume is not to be seen from here`,
      "Watch its free space where it runs.",
    );
  }
  const seen = `${size}; ${(freeShare * 100).toFixed(0)} % of its volume are free`;
  const todo = "Give it more room, or keep payloads for fewer days (HANDOFF_RETENTION_DAYS).";
  if (freeShare < SCARCE) return fail("disk", seen, todo);
  return freeShare < SHORT ? warn("disk", seen, todo) : ok("disk", seen);
}
