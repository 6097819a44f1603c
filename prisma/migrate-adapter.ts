import { PrismaPg } from "@prisma/adapter-pg";
import { ColumnTypeEnum, type SqlDriverAdapter } from "@prisma/driver-adapter-utils";
import pg from "pg";

/** PostgreSQL's catalogue types `name`, `name[]` and `"char"`, and the text types that stand for them. */
const CATALOGUE_TYPES = new Map([
  [19, 25],
  [1003, 1009],
  [18, 1042],
]);
const CHAR_TYPE = 18;

interface RowDescription {
  readonly fields: { dataTypeID: number }[];
}

/**
 * The driver adapter of Prisma's command line.
 *
 * The stock adapter refuses the catalogue's own column types and splits a
 * script at each `;`, which breaks `$$` bodies; here the types are renamed as
 * they arrive and a script is sent whole.
 */
export function migrateAdapter(url: string) {
  return {
    provider: "postgres" as const,
    adapterName: "@prisma/adapter-pg",
    connect: () => connect(url),
    connectToShadowDb: async () => {
      const shadow = await connect(shadowUrl(url));
      await shadow.executeScript("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public");
      return shadow;
    },
  };
}

function shadowUrl(url: string): string {
  const shadow = new URL(url);
  shadow.pathname = "/shadow";
  return shadow.href;
}

async function connect(connectionString: string): Promise<SqlDriverAdapter> {
  let charColumns: number[] = [];
  class CatalogueClient extends pg.Client {
    constructor(config?: pg.ClientConfig) {
      super(config);
      const { connection } = this as unknown as {
        connection: NodeJS.EventEmitter;
      };
      connection.prependListener("rowDescription", (description: RowDescription) => {
        charColumns = description.fields.flatMap((f, i) => (f.dataTypeID === CHAR_TYPE ? [i] : []));
        for (const field of description.fields) {
          field.dataTypeID = CATALOGUE_TYPES.get(field.dataTypeID) ?? field.dataTypeID;
        }
      });
    }
  }
  const pool = new pg.Pool({
    connectionString,
    Client: CatalogueClient,
    max: 1,
    idleTimeoutMillis: 50,
    allowExitOnIdle: true,
  });
  const adapter = await new PrismaPg(pool, {
    disposeExternalPool: true,
  }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    for (const column of charColumns) result.columnTypes[column] = ColumnTypeEnum.Character;
    return result;
  };
  adapter.executeScript = async (script) => {
    await pool.query(script);
  };
  return adapter;
}
