import type { LedgerFault } from "../domain/ledger/verify-ledger.ts";
import { findRecords } from "../queries/find-records.ts";
import { type CheckedLedger, verifyAllLedgers, verifyLedgers } from "../queries/verify-ledgers.ts";
import { InputError } from "./input-error.ts";
import { json, type Output } from "./output.ts";
import { shopOf, type ShopCommandParts, type ShopOptions } from "./shop-commands.ts";

export interface VerifyLedgerOptions extends ShopOptions {
  readonly json?: boolean | undefined;
}

/** So many broken ledgers are named; more are counted. */
const MOST_NAMED = 50;

interface Tally {
  orders: number;
  entries: number;
  unchained: number;
  broken: number;
  readonly named: CheckedLedger[];
}

/** Goes along the hash chains of one order's ledger, or of all; exit code 1 where one is broken. */
export async function runVerifyLedger(
  { database }: ShopCommandParts,
  order: string | undefined,
  options: VerifyLedgerOptions,
): Promise<Output> {
  const shopId = await shopOf(database, options.shop);
  const tally: Tally = { orders: 0, entries: 0, unchained: 0, broken: 0, named: [] };
  if (order === undefined) {
    for await (const checked of verifyAllLedgers(database, shopId)) count(tally, checked);
  } else {
    const orderRecordIds = await database.forShop(shopId, (sql) => findRecords(sql, shopId, order));
    if (orderRecordIds.length === 0) throw new InputError(`The shop has no order ${order}.`);
    const found = await verifyLedgers(database, { shopId, orderRecordIds });
    for (const checked of found) count(tally, checked);
  }
  const exitCode = tally.broken > 0 ? 1 : 0;
  return { text: options.json === true ? asJson(tally) : inWords(tally), exitCode };
}

function count(tally: Tally, checked: CheckedLedger): void {
  const { verdict } = checked;
  tally.orders += 1;
  tally.entries += verdict.entries;
  if (verdict.kind === "unchained") tally.unchained += 1;
  if (verdict.kind !== "broken") return;
  tally.broken += 1;
  if (tally.named.length < MOST_NAMED) tally.named.push(checked);
}

function asJson({ named, ...figures }: Tally): string {
  return json({ ...figures, brokenLedgers: named });
}

function inWords({ orders, entries, unchained, broken, named }: Tally): string {
  const more = broken - named.length;
  return [
    `${String(orders)} orders with ${String(entries)} entries: ${String(broken)} broken`,
    ...(unchained === 0
      ? []
      : [`${String(unchained)} orders are older than the chain; the worker chains them soon`]),
    ...named.map(sentence),
    ...(more === 0 ? [] : [`and ${String(more)} more`]),
    "",
  ].join("\n");
}

const FAULTS: Readonly<Record<LedgerFault, string>> = {
  changed: "was changed after it was written, or the one before it was replaced",
  missing: "does not follow the one before it: entries between them are missing",
  added: "was put in beside the chain",
  cut_off: "is missing, and maybe more behind it",
};

function sentence({ name, orderRecordId, verdict }: CheckedLedger): string {
  if (verdict.kind !== "broken") return `${name} (${orderRecordId})`;
  const { fault, entryId, position } = verdict;
  const entry = entryId === null ? "" : ` (id ${entryId})`;
  return `${name} (${orderRecordId}): entry ${String(position)}${entry} ${FAULTS[fault]}`;
}
