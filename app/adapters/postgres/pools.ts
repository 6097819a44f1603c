import pg from "pg";
import type { ClientBase, PoolConfig } from "pg";

/** `handoff_app` sees one shop at a time, `handoff_queue` the queues of all. */
export type DatabaseRole = "handoff_app" | "handoff_queue";

export interface PoolSettings {
  readonly url: string;
  /** Connections at most. */
  readonly size: number;
  /** A statement that runs longer is cancelled. */
  readonly statementTimeoutSeconds: number;
}

/** A transaction that waits this long for its next statement holds locks for nobody. */
const IDLE_IN_TRANSACTION = "30s";
const CONNECT_MILLISECONDS = 5_000;
const IDLE_MILLISECONDS = 30_000;

/** A pool whose connections have taken the role on before anybody gets them. */
export function rolePool(role: DatabaseRole, settings: PoolSettings): pg.Pool {
  const { url, size, statementTimeoutSeconds } = settings;
  const config: PoolConfig = {
    connectionString: url,
    max: size,
    application_name: role,
    connectionTimeoutMillis: CONNECT_MILLISECONDS,
    idleTimeoutMillis: IDLE_MILLISECONDS,
    keepAlive: true,
    onConnect: takeOn(role, statementTimeoutSeconds),
  };
  return quiet(new pg.Pool(config));
}

/** The pool waits for what this answers, though its types do not say so. */
function takeOn(role: DatabaseRole, timeoutSeconds: number): (client: ClientBase) => unknown {
  return (client) =>
    client.query(
      `SET ROLE ${role};
       SET statement_timeout = '${String(timeoutSeconds)}s';
       SET idle_in_transaction_session_timeout = '${IDLE_IN_TRANSACTION}';
       SET timezone = 'UTC'`,
    );
}

/** A broken idle connection is dropped by the pool; whoever asks next gets a new one or the failure. */
export function quiet(pool: pg.Pool): pg.Pool {
  return pool.on("error", () => undefined);
}
