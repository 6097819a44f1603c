import { parseArgs } from "node:util";

/** What is to be seeded, and where. */
export interface SeedOptions {
  readonly messages: number;
  readonly orders: number;
  /** How far back the oldest order lies. */
  readonly days: number;
  /** How many of the newest messages keep what was received; the others are as after retention. */
  readonly contents: number;
  /** Decides every story: the same seed gives the same orders. */
  readonly seed: number;
  /** `name.myshopify.com` */
  readonly shop: string;
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Whether a database that holds other shops is taken. */
  readonly isBesideOthers: boolean;
}

export type ReadOptions =
  | { readonly kind: "read"; readonly options: SeedOptions }
  | { readonly kind: "invalid"; readonly problem: string };

const MOST_MESSAGES_AN_ORDER = 40;
const SHOP_DOMAIN = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

export const USAGE = `npm run seed -- [--messages 1000000] [--orders 200000] [--days 30] [--contents 50000]
                [--shop seeded.myshopify.com] [--seed 1] [--database postgres://…] [--beside-other-shops]`;

/** Reads the command line; a wrong value is an answer that says what to give instead. */
export function readOptions(args: readonly string[]): ReadOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      messages: { type: "string", default: "1000000" },
      orders: { type: "string", default: "200000" },
      days: { type: "string", default: "30" },
      contents: { type: "string", default: "50000" },
      seed: { type: "string", default: "1" },
      shop: { type: "string", default: "seeded.myshopify.com" },
      database: { type: "string" },
      "beside-other-shops": { type: "boolean", default: false },
    },
  });
  const options = {
    messages: Number(values.messages),
    orders: Number(values.orders),
    days: Number(values.days),
    contents: Number(values.contents),
    seed: Number(values.seed),
    shop: values.shop,
    databaseUrl: values.database ?? null,
    isBesideOthers: values["beside-other-shops"],
  };
  const problem = problemOf(options);
  return problem === null ? { kind: "read", options } : { kind: "invalid", problem };
}

function problemOf(options: SeedOptions): string | null {
  const { messages, orders, days, contents, seed, shop } = options;
  const counts = { messages, orders, days, contents, seed };
  const wrong = Object.entries(counts).find(([, value]) => !Number.isInteger(value) || value < 0);
  if (wrong !== undefined) return `--${wrong[0]} is a whole number.`;
  if (orders < 1 || messages < orders)
    return "--messages is at least --orders, which is at least 1.";
  if (messages > orders * MOST_MESSAGES_AN_ORDER) {
    return `--messages is at most ${String(MOST_MESSAGES_AN_ORDER)} for each of --orders.`;
  }
  if (days < 1 || days > 365) return "--days is from 1 to 365.";
  return SHOP_DOMAIN.test(shop) ? null : "--shop is a name like seeded.myshopify.com.";
}
