import { pathCsv } from "../domain/diagnosis/path-log.ts";
import { plusSeconds } from "../domain/instant.ts";
import { readPathLog } from "../queries/read-path-log.ts";
import { InputError } from "./input-error.ts";
import type { Output } from "./output.ts";
import { shopOf, type ShopCommandParts, type ShopOptions, sourceOf } from "./shop-commands.ts";

export interface PathLogOptions extends ShopOptions {
  readonly days?: string | undefined;
}

const DEFAULT_DAYS = 7;
const MOST_DAYS = 90;
const DAY_SECONDS = 86_400;

/** Prints how far each event of the last days came, as CSV. */
export async function runPathLog(
  { database, now }: ShopCommandParts,
  options: PathLogOptions,
): Promise<Output> {
  const days = daysOf(options.days);
  const shopId = await shopOf(database, options.shop);
  const sourceId =
    options.source === undefined ? null : await sourceOf(database, shopId, options.source);
  const since = plusSeconds(now, -days * DAY_SECONDS);
  return { text: pathCsv(await readPathLog(database, { shopId, sourceId, since })), exitCode: 0 };
}

function daysOf(text: string | undefined): number {
  if (text === undefined) return DEFAULT_DAYS;
  const days = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (days < 1 || days > MOST_DAYS) {
    throw new InputError(`--days takes a whole number from 1 to ${String(MOST_DAYS)}.`);
  }
  return days;
}
