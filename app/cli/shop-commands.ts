import { readFileSync } from "node:fs";
import { importLog } from "../adapters/postgres/diagnosis/source-log.ts";
import { readEvidence } from "../adapters/postgres/diagnosis/read-evidence.ts";
import type { Database } from "../adapters/postgres/database.ts";
import { diagnose } from "../domain/diagnosis/diagnose.ts";
import { factSentence, NO_FAULT, OWNER_WORDS, VERDICT_WORDS } from "../domain/diagnosis/words.ts";
import type { Instant } from "../domain/instant.ts";
import { readLog } from "../domain/source-log/read-log.ts";
import { findRecords } from "../queries/find-records.ts";
import { InputError } from "./input-error.ts";
import type { Output } from "./output.ts";

/** What a command about a running installation needs. */
export interface ShopCommandParts {
  readonly database: Database;
  readonly now: Instant;
  readonly urlOf: (key: string) => string;
}

export interface ShopOptions {
  /** `acme.myshopify.com`; needed where several shops have the app. */
  readonly shop?: string | undefined;
  /** The source that a log is of, by its name. */
  readonly source?: string | undefined;
}

/** Tells where the handoff of one order broke; exit code 1 where it did. */
export async function runDiagnose(
  { database, now, urlOf }: ShopCommandParts,
  order: string,
  options: ShopOptions,
): Promise<Output> {
  const shopId = await shopOf(database, options.shop);
  const [evidence, ...others] = await database.forShop(shopId, async (sql) => {
    const orderRecordIds = await findRecords(sql, shopId, order);
    return readEvidence(sql, { shopId, orderRecordIds, now, urlOf });
  });
  if (evidence === undefined) throw new InputError(`The shop has no order ${order}.`);
  if (others.length > 0) {
    const names = [evidence, ...others].map(({ name }) => name).join(", ");
    throw new InputError(`Several orders match ${order}: ${names}. Give the whole name.`);
  }
  const diagnosis = diagnose(evidence);
  const facts = (diagnosis.verdict === "fault" ? diagnosis.fault.facts : diagnosis.facts).map(
    (fact) => `  - ${factSentence(fact, (at) => at)}`,
  );
  if (diagnosis.verdict === "no_fault") {
    return { text: [`${evidence.name}: ${NO_FAULT}`, ...facts, ""].join("\n"), exitCode: 0 };
  }
  const { code, zone, owner, certainty, since, healedAt } = diagnosis.fault;
  const { title, action } = VERDICT_WORDS[code];
  const text = [
    `${evidence.name}: ${title}`,
    `zone: ${zone} (${code}, ${certainty})`,
    `owner: ${OWNER_WORDS[owner]}`,
    `next: ${action}`,
    `since: ${since}${healedAt === null ? ", still open" : `, came through ${healedAt}`}`,
    "evidence:",
    ...facts,
    "",
  ].join("\n");
  return { text, exitCode: 1 };
}

/** Keeps a source's retry log or a gateway's log; exit code 1 where lines could not be used. */
export async function runImportLogs(
  { database }: ShopCommandParts,
  file: string,
  options: ShopOptions,
): Promise<Output> {
  const shopId = await shopOf(database, options.shop);
  const sourceId = await sourceOf(database, shopId, options.source);
  const { lines, problems } = readLog(textOf(file));
  const added = await importLog(database, { shopId, sourceId }, lines);
  const text = [
    `${String(lines.length)} lines read, ${String(added)} new`,
    ...problems.map(({ line, detail }) => `line ${String(line)} is left out: ${detail}`),
    "",
  ].join("\n");
  return { text, exitCode: problems.length > 0 ? 1 : 0 };
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    throw new InputError(`${file} cannot be read.`);
  }
}

interface ShopRow {
  readonly id: string;
  readonly domain: string;
}

/** The shop that a command is about; throws InputError where it is not clear. */
export async function shopOf(database: Database, domain: string | undefined): Promise<string> {
  const shops = await database.forQueue((sql) =>
    sql.query<ShopRow>("SELECT id, domain FROM shop WHERE state = 'installed' ORDER BY domain"),
  );
  const matching = shops.filter((shop) => domain === undefined || shop.domain === domain);
  const [shop, ...others] = matching;
  if (shop === undefined) {
    throw new InputError(
      domain === undefined ? "No shop has the app." : `The shop ${domain} does not have the app.`,
    );
  }
  if (others.length > 0) throw new InputError("Several shops have the app: give --shop DOMAIN.");
  return shop.id;
}

export async function sourceOf(
  database: Database,
  shopId: string,
  name: string | undefined,
): Promise<string> {
  const sources = await database.forShop(shopId, (sql) =>
    sql.query<{ readonly id: string; readonly name: string }>(
      "SELECT id, name FROM source WHERE shop_id = $1 ORDER BY name",
      [shopId],
    ),
  );
  const matching = sources.filter((source) => name === undefined || source.name === name);
  const [source, ...others] = matching;
  const names = sources.map((one) => one.name).join(", ");
  if (source === undefined) throw new InputError(`There is no such source; there are ${names}.`);
  if (others.length > 0) throw new InputError(`Give --source NAME, one of ${names}.`);
  return source.id;
}
