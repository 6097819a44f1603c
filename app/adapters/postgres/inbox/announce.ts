import type { Database } from "../database.ts";

/**
 * Tells the workers that messages came, once they are committed, and once for
 * all that came meanwhile. Within the transaction it would cost the intake its
 * pace: PostgreSQL holds a lock of the whole database from NOTIFY until the
 * commit is on the disk, so that batches could no longer be written together.
 *
 * It is a hint: workers look by themselves every second.
 */
export function announcer(database: Database): () => void {
  let isWanted = false;
  let isTelling = false;

  async function tell(): Promise<void> {
    isTelling = true;
    while (isWanted) {
      isWanted = false;
      await database
        .onQueue((sql) => sql.query("SELECT pg_notify('handoff_message', '')"))
        .catch(() => undefined);
    }
    isTelling = false;
  }

  return () => {
    isWanted = true;
    if (!isTelling) void tell();
  };
}
