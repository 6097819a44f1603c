import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { listener } from "./listener.ts";
import type { Channel, OnNotice } from "./listener.ts";
import { quiet, rolePool } from "./pools.ts";
import { PrismaClient } from "./prisma-client/client.ts";
import type { Prisma } from "./prisma-client/client.ts";
import { shopLocks } from "./shop-lock.ts";
import type { WithShopLock } from "./shop-lock.ts";
import { oneStatement, transaction } from "./sql-connection.ts";
import type { Sql } from "./sql-connection.ts";

export interface DatabaseOptions {
  /** A user that owns the schema, or may take on both roles. */
  readonly url: string;
  /** Connections for shops' own work; 10 unless given. */
  readonly appConnections?: number;
  /** Connections for claims and look-ups; 4 unless given. */
  readonly queueConnections?: number;
}

/** The one way to the data: a shop's rows under its scope, and the queues of all shops. */
export interface Database {
  /** One transaction that sees and writes this shop's rows alone. */
  forShop<T>(shopId: string, work: (sql: Sql) => Promise<T>): Promise<T>;
  /**
   * One round trip, for a read that is asked for more than all others: one
   * statement that takes the shop's scope on by itself, inside a function of
   * the database. One that does not sees no row.
   */
  onShop<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** The same scope for Prisma: one interactive transaction. */
  prismaForShop<T>(shopId: string, work: (db: Prisma.TransactionClient) => Promise<T>): Promise<T>;
  /** One transaction over the queues of all shops; sees ids and times, no payload and no order. */
  forQueue<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** The same for one statement, which is a transaction by itself and one round trip. */
  onQueue<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** The same for what senders wait for, on connections that nothing else waits for. */
  onInbox<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  readonly withShopLock: WithShopLock;
  listen(channel: Channel, onNotice: OnNotice): () => void;
  /** Resolves where the database takes writes; throws DatabaseUnavailable otherwise. */
  probe(): Promise<void>;
  /** Waits for what is running, then closes every connection. */
  close(): Promise<void>;
}

/** As many as batches of deliveries travel at once. */
const INBOX_CONNECTIONS = 2;
const LOCK_CONNECTIONS = 3;
const LOCK_WAIT_SECONDS = 30;
const STATEMENT_TIMEOUT_SECONDS = 15;
const PRISMA_TIMEOUTS = { maxWait: 5_000, timeout: 15_000 };
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Opens the pools; connects when first asked. The schema must be in place (see `migrate`). */
export function openDatabase(options: DatabaseOptions): Database {
  const { url, appConnections = 10, queueConnections = 4 } = options;
  const settings = { url, statementTimeoutSeconds: STATEMENT_TIMEOUT_SECONDS };
  const app = rolePool("handoff_app", { ...settings, size: appConnections });
  const queue = rolePool("handoff_queue", { ...settings, size: queueConnections });
  const inbox = rolePool("handoff_queue", { ...settings, size: INBOX_CONNECTIONS });
  const locks = quiet(new pg.Pool({ connectionString: url, max: LOCK_CONNECTIONS }));
  const prisma = new PrismaClient({ adapter: new PrismaPg(app, { disposeExternalPool: false }) });
  const notices = listener(url);

  return {
    forShop: async (shopId, work) => transaction(app, beginFor(shopId), work),
    onShop: (work) => oneStatement(app, work),
    prismaForShop: (shopId, work) =>
      prisma.$transaction(async (db) => {
        await db.$executeRawUnsafe(scopeTo(shopId));
        return work(db);
      }, PRISMA_TIMEOUTS),
    forQueue: (work) => transaction(queue, "BEGIN", work),
    onQueue: (work) => oneStatement(queue, work),
    onInbox: (work) => oneStatement(inbox, work),
    withShopLock: shopLocks(locks, LOCK_WAIT_SECONDS),
    listen: (channel, onNotice) => notices.listen(channel, onNotice),
    probe: () => transaction(queue, "BEGIN READ WRITE", probe),
    close: async () => {
      await notices.close();
      await prisma.$disconnect();
      await Promise.all([app.end(), queue.end(), inbox.end(), locks.end()]);
    },
  };
}

/** Takes a transaction id, which only a database that is no standby gives. */
async function probe(sql: Sql): Promise<void> {
  await sql.query("SELECT pg_current_xact_id()");
}

function beginFor(shopId: string): string {
  return `BEGIN; ${scopeTo(shopId)}`;
}

/** Shop ids are written into the statement, in one round trip with BEGIN; so nothing but a UUID may pass. */
function scopeTo(shopId: string): string {
  if (!UUID.test(shopId)) throw new TypeError("a shop id is a UUID");
  return `SELECT set_config('app.shop_id', '${shopId}', true)`;
}
