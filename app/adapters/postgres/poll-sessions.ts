import type { Session } from "../../domain/polling/session.ts";
import type { DataKey, SourceSessions } from "../../pipeline/ports.ts";
import type { PollerParts } from "./pollers.ts";

interface SourceName {
  readonly shopId: string;
  readonly sourceId: string;
}

/** Sessions of sources, sealed in their pollers' rows and renewed under a lock of their own. */
export function postgresSourceSessions(
  parts: Pick<PollerParts, "database" | "keys">,
): SourceSessions {
  return {
    renew: (source, seen, ask) =>
      parts.database.withShopLock(lockOf(source), async () => {
        const current = await readSession(parts, source);
        // Somebody renewed it while this caller waited for the lock.
        if (current !== null && current.token !== seen?.token) {
          return { session: current };
        }
        const asked = await ask(current);
        if ("session" in asked) await saveSession(parts, source, asked.session);
        return asked;
      }),
    noteUse: (source, used) =>
      parts.database.withShopLock(lockOf(source), async () => {
        const current = await readSession(parts, source);
        if (current?.token !== used.token) return;
        await saveSession(parts, source, { ...current, usedAt: used.usedAt });
      }),
  };
}

function lockOf({ sourceId }: SourceName): string {
  return `source-session ${sourceId}`;
}

async function readSession(
  { database, keys }: Pick<PollerParts, "database" | "keys">,
  source: SourceName,
): Promise<Session | null> {
  const [row] = await database.forShop(source.shopId, (sql) =>
    sql.query<{ readonly session: Buffer | null }>(
      "SELECT session FROM poller WHERE shop_id = $1 AND source_id = $2",
      [source.shopId, source.sourceId],
    ),
  );
  return row?.session == null
    ? null
    : openSession(await keys.of(source.shopId), source, row.session);
}

async function saveSession(
  { database, keys }: Pick<PollerParts, "database" | "keys">,
  source: SourceName,
  session: Session,
): Promise<void> {
  const key = await keys.of(source.shopId);
  const sealed = key.seal(placeOf(source), Buffer.from(JSON.stringify(session)));
  await database.forShop(source.shopId, (sql) =>
    sql.execute("UPDATE poller SET session = $3 WHERE shop_id = $1 AND source_id = $2", [
      source.shopId,
      source.sourceId,
      sealed,
    ]),
  );
}

/** Opens a stored session. */
export function openSession(key: DataKey, source: SourceName, sealed: Uint8Array): Session {
  const opened = key.open(placeOf(source), sealed);
  return JSON.parse(Buffer.from(opened).toString()) as Session; // sealed by us alone, so its form is known
}

function placeOf({ shopId, sourceId }: SourceName) {
  return { table: "poller", column: "session", shopId, rowId: sourceId };
}
