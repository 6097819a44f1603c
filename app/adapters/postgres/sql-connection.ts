import type pg from "pg";
import { connectFailure, databaseFailure } from "./database-failure.ts";

/** A statement with a name is planned once per connection. */
export interface NamedStatement {
  readonly name: string;
  readonly text: string;
}

export type Statement = string | NamedStatement;

/** Runs statements one after the other, in the order in which they are asked for. */
export interface Sql {
  query<Row extends pg.QueryResultRow>(
    statement: Statement,
    values?: readonly unknown[],
  ): Promise<readonly Row[]>;
  /** The number of rows that the statement touched. */
  execute(statement: Statement, values?: readonly unknown[]): Promise<number>;
}

/** One connection; a statement waits for the one before it, because pg must not queue. */
export function sqlConnection(client: pg.ClientBase): Sql {
  let last: Promise<unknown> = Promise.resolve();
  const run = <Row extends pg.QueryResultRow>(
    statement: Statement,
    values: readonly unknown[],
  ): Promise<pg.QueryResult<Row>> => {
    const config = typeof statement === "string" ? { text: statement } : statement;
    const result = last.then(
      () => client.query<Row>({ ...config, values: [...values] }),
      () => client.query<Row>({ ...config, values: [...values] }),
    );
    last = result;
    return result.catch(databaseFailure);
  };
  return {
    query: async <Row extends pg.QueryResultRow>(
      statement: Statement,
      values: readonly unknown[] = [],
    ) => (await run<Row>(statement, values)).rows,
    execute: async (statement, values = []) => (await run(statement, values)).rowCount ?? 0,
  };
}

/** Runs work of one statement, which PostgreSQL commits by itself: a failure leaves nothing to roll back. */
export async function oneStatement<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch(connectFailure);
  try {
    return await work(sqlConnection(client));
  } finally {
    client.release();
  }
}

/**
 * Runs the work between `begin` (a statement that starts with BEGIN) and
 * COMMIT, on a connection of the pool; a failure rolls everything back.
 */
export async function transaction<T>(
  pool: pg.Pool,
  begin: string,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const client = await pool.connect().catch(connectFailure);
  const sql = sqlConnection(client);
  let broken = false;
  try {
    await sql.execute(begin);
    const result = await work(sql);
    await sql.execute("COMMIT");
    return result;
  } catch (error) {
    broken = await sql.execute("ROLLBACK").then(
      () => false,
      () => true,
    );
    throw error;
  } finally {
    client.release(broken);
  }
}
