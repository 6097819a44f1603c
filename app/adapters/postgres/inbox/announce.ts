import type { Database } from "../database.ts";

/** Who looks for work this often has found it soon enough. */
const BETWEEN_MILLISECONDS = 20;

/** A hint need not be on the disk: to wait for that would cost the batches their place in the queue for it. */
const ANNOUNCE = `SELECT set_config('synchronous_commit', 'off', true), pg_notify('handoff_message', '')`;

/**
 * Tells the workers that messages came, once they are committed, and once for
 * all that came meanwhile. Within the transaction it would cost the intake its
 * pace: PostgreSQL holds a lock of the whole database from NOTIFY until the
 * commit is on the disk, so that batches could no longer be written together.
 *
 * It is a hint: workers look by themselves every second.
 */
export function announcer(database: Pick<Database, "onQueue">): () => void {
  let isWanted = false;
  let isTelling = false;

  async function tell(): Promise<void> {
    isTelling = true;
    while (isWanted) {
      isWanted = false;
      await database.onQueue((sql) => sql.execute(ANNOUNCE)).catch(() => undefined);
      await aMoment();
    }
    isTelling = false;
  }

  return () => {
    isWanted = true;
    if (!isTelling) void tell();
  };
}

function aMoment(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, BETWEEN_MILLISECONDS).unref();
  });
}
