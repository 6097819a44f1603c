import { readFileSync } from "node:fs";
import type pg from "pg";
import type { PlanNode } from "./scans.ts";

/** A statement that the app sent, and how PostgreSQL carried it out. */
export interface LoggedPlan {
  readonly statement: string;
  readonly plan: PlanNode;
}

/** What a server needs to log plans from the moment that `logPlans` says. */
export const PLAN_SETTINGS = {
  log_line_prefix: "%a|",
  session_preload_libraries: "auto_explain",
} as const;

/** As the app's pools call themselves; what tests and seeds send is not the app's. */
const OURS = ["handoff_app", "handoff_queue"];

/** Every connection that is opened from now on has its statements and plans logged, with the rows that each step read. */
export async function logPlans(owner: pg.Pool): Promise<void> {
  const { rows } = await owner.query<{ name: string }>("SELECT current_database() AS name");
  const settings = {
    log_min_duration: "0",
    log_format: "json",
    log_analyze: "on",
    log_timing: "off",
    log_nested_statements: "on",
    log_parameter_max_length: "0",
  };
  for (const [name, value] of Object.entries(settings)) {
    await owner.query(
      `ALTER DATABASE "${rows[0]?.name ?? ""}" SET auto_explain.${name} = '${value}'`,
    );
  }
}

const HEAD = /^(\w*)\|LOG: {2}duration: [\d.]+ ms {2}plan:$/;

/** The plans in a log; its other lines are passed over. */
export function readPlans(file: string): readonly LoggedPlan[] {
  // A line that begins with a tab goes on with the one before.
  const entries = readFileSync(file, "utf8").split(/\n(?!\t)/);
  return entries.flatMap((entry) => {
    const [head = "", ...rest] = entry.split("\n");
    const [, sender] = HEAD.exec(head) ?? [];
    if (sender === undefined || !OURS.includes(sender)) return [];
    const logged = JSON.parse(rest.join("\n")) as { "Query Text": string; Plan: PlanNode }; // auto_explain's own shape
    return [{ statement: logged["Query Text"].replaceAll(/\s+/g, " "), plan: logged.Plan }];
  });
}
