import pg from "pg";
import { AppError } from "../../domain/app-error.ts";

/** The database may lose what it has committed, so no 2xx could be kept. */
export class DatabaseNotDurable extends AppError {
  override readonly name = "DatabaseNotDurable";
  readonly code = "database_not_durable";
  readonly retryable = false;
}

const NEEDED = ["fsync", "full_page_writes", "synchronous_commit"] as const;
/** Stronger than `on`: a standby has it too. */
const GOOD = new Set(["on", "remote_write", "remote_apply"]);

/** Throws DatabaseNotDurable where a setting lets commits be lost. */
export async function assertDurable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string; setting: string }>(
      "SELECT name, setting FROM pg_settings WHERE name = ANY ($1)",
      [NEEDED],
    );
    const bad = rows.filter(({ setting }) => !GOOD.has(setting));
    if (bad.length === 0) return;
    const names = bad.map(({ name, setting }) => `${name} = ${setting}`).join(", ");
    throw new DatabaseNotDurable(
      `The database may lose commits (${names}). Set each of them to on.`,
    );
  } finally {
    await client.end();
  }
}
