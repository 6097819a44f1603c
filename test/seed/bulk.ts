import type pg from "pg";

/** A value of a cell; a list becomes an array, bytes become bytea. JSON is given as its text. */
export type Cell = string | number | boolean | null | Uint8Array | readonly string[];

/** Rows on their way into the database, by table. */
export interface Bulk {
  add(table: string, row: Readonly<Record<string, Cell>>): void;
  /** Rows added and not yet written. */
  waiting(): number;
  /** Writes what was added in one transaction. */
  flush(): Promise<void>;
}

interface Batch {
  readonly columns: readonly string[];
  lines: string[];
}

/**
 * Writes many rows by COPY into temporary tables and from there, so that
 * policies, checks and triggers hold as for any other write.
 */
export function bulkInto(client: pg.Client): Bulk {
  const batches = new Map<string, Batch>();
  let waiting = 0;
  return {
    add(table, row) {
      const batch = batches.get(table) ?? { columns: Object.keys(row), lines: [] };
      batches.set(table, batch);
      batch.lines.push(batch.columns.map((column) => cellText(row[column] ?? null)).join("\t"));
      waiting += 1;
    },
    waiting: () => waiting,
    async flush() {
      const taken = [...batches].map(([table, batch]) => {
        const { columns, lines } = batch;
        batch.lines = [];
        return { table, columns, lines };
      });
      waiting = 0;
      await client.query("BEGIN");
      for (const one of taken) if (one.lines.length > 0) await write(client, one);
      await client.query("COMMIT");
    },
  };
}

async function write(
  client: pg.Client,
  { table, columns, lines }: Batch & { readonly table: string },
): Promise<void> {
  const names = columns.map((column) => `"${column}"`).join(", ");
  const staged = `pg_temp."seed_${table}"`;
  await client.query(
    `CREATE TEMP TABLE IF NOT EXISTS "seed_${table}" AS SELECT ${names} FROM "${table}" WITH NO DATA`,
  );
  await copy(client, `COPY ${staged} (${names}) FROM STDIN`, `${lines.join("\n")}\n`);
  await client.query(`INSERT INTO "${table}" (${names}) SELECT ${names} FROM ${staged}`);
  await client.query(`TRUNCATE ${staged}`);
}

/** The part of pg's connection that a query of one's own may use; its types leave it out. */
interface CopyConnection {
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sync(): void;
}

function copy(client: pg.Client, statement: string, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const submittable = {
      submit(connection: unknown) {
        (connection as CopyConnection).query(statement); // pg gives its own connection
      },
      handleCopyInResponse(connection: CopyConnection) {
        connection.sendCopyFromChunk(Buffer.from(text));
        connection.endCopyFrom();
      },
      handleCommandComplete: ignore,
      handleReadyForQuery: () => {
        resolve();
      },
      handleError: reject,
    };
    client.query(submittable);
  });
}

function ignore(): void {
  return;
}

const SPECIAL = /[\\\n\r\t]/g;
const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

function cellText(cell: Cell): string {
  if (cell === null) return "\\N";
  if (typeof cell === "string") return escaped(cell);
  if (typeof cell === "number" || typeof cell === "boolean") return String(cell);
  if (cell instanceof Uint8Array) return `\\\\x${Buffer.from(cell).toString("hex")}`;
  return escaped(`{${cell.map(arrayPart).join(",")}}`);
}

function arrayPart(text: string): string {
  return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

function escaped(text: string): string {
  return text.replace(SPECIAL, (one) => ESCAPES[one] ?? one);
}

/** A value for a column of JSON. */
export function json(value: unknown): string {
  return JSON.stringify(value);
}
