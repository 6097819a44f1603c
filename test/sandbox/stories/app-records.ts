import pg from "pg";
import type { AppMessage } from "./oracle/observation.ts";

/** The app's own account of a shop, read from its database past all scopes. */
export interface AppRecords {
  messages(shopDomain: string): Promise<AppMessage[]>;
  /** Intents of which it is not yet known what became of them. */
  openIntents(shopDomain: string): Promise<number>;
  /** Orders that a worker has in hand or should take now. */
  busyOrders(shopDomain: string): Promise<number>;
  close(): Promise<void>;
}

const MESSAGES = `
  SELECT regexp_replace(m.deduplication_key, '^id:', '') AS "eventId", coalesce(i.state, 'recorded') AS state,
         coalesce(i.reason_code, '') AS reason
    FROM shop s
    JOIN message m ON m.shop_id = s.id
    LEFT JOIN interpretation i ON i.shop_id = m.shop_id AND i.message_id = m.id
   WHERE s.domain = $1
   ORDER BY m.received_at`;

const OPEN_INTENTS = `
  SELECT count(*)::int AS count
    FROM shop s JOIN intent i ON i.shop_id = s.id
   WHERE s.domain = $1 AND i.state IN ('planned', 'sent', 'unknown')`;

/** A lane that waits for later is not busy: its next look is only a precaution. */
const BUSY_ORDERS = `
  SELECT count(*)::int AS count
    FROM shop s JOIN lane l ON l.shop_id = s.id
   WHERE s.domain = $1 AND (l.lease_token IS NOT NULL OR l.due_at <= now())`;

/** Reads as the database's owner. */
export function openAppRecords(databaseUrl: string): AppRecords {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  pool.on("error", () => undefined);
  const count = async (query: string, domain: string): Promise<number> => {
    const { rows } = await pool.query<{ count: number }>(query, [domain]);
    return rows[0]?.count ?? 0;
  };
  return {
    messages: async (domain) => (await pool.query<AppMessage>(MESSAGES, [domain])).rows,
    openIntents: (domain) => count(OPEN_INTENTS, domain),
    busyOrders: (domain) => count(BUSY_ORDERS, domain),
    close: () => pool.end(),
  };
}
