import type pg from "pg";
import { discrepancyStatements } from "./discrepancies.ts";
import { pollStatements } from "./polls.ts";
import { reconciliationStatements } from "./reconciliations.ts";
import type { Past } from "./statement.ts";
import { subscriberStatements } from "./subscribers.ts";
import { traceStatements } from "./traces.ts";

/**
 * What Handoff itself did meanwhile in a shop whose orders are told already:
 * it polled, compared, reconciled, alerted, fetched and replayed.
 */
export async function addOperations(client: pg.ClientBase, past: Past): Promise<void> {
  const statements = [
    ...pollStatements(past),
    ...discrepancyStatements(past),
    ...reconciliationStatements(past),
    ...traceStatements(past),
    ...subscriberStatements(past),
  ];
  await client.query("BEGIN");
  for (const { text, values } of statements) await client.query(text, [...values]);
  await client.query("COMMIT");
}

/** Whether it was added; an older seed has none. */
export async function hasOperations(client: pg.ClientBase, shopId: string): Promise<boolean> {
  const { rows } = await client.query("SELECT FROM poll WHERE shop_id = $1 LIMIT 1", [shopId]);
  return rows.length > 0;
}
