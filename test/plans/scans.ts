/** A node of a plan, as PostgreSQL writes it in JSON. */
export interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Actual Rows"?: number;
  readonly "Actual Loops"?: number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly Plans?: readonly PlanNode[];
}

/** A table that grows, and that a statement went through. */
export interface Scan {
  readonly table: string;
  /** `sequential`: no index helped; `most rows`: an index was gone along to the end. */
  readonly how: "sequential" | "most rows";
  /** Rows that were looked at. */
  readonly rows: number;
  /** The index that was gone along; null where none was. */
  readonly index: string | null;
}

/** With fewer rows a sequential scan is what a good planner chooses. */
export const LARGE_ROWS = 400;
/** Of a table's rows; half a year lies in the seeded shop, and no screen shows more than a month. */
const MOST = 0.5;

/** The scans of large tables in a plan; `sizes` has the rows of each table. */
export function scansIn(plan: PlanNode, sizes: ReadonlyMap<string, number>): readonly Scan[] {
  return [...scanOf(plan, sizes), ...(plan.Plans ?? []).flatMap((part) => scansIn(part, sizes))];
}

function scanOf(node: PlanNode, sizes: ReadonlyMap<string, number>): readonly Scan[] {
  const table = node["Relation Name"];
  if (table === undefined || !node["Node Type"].endsWith("Scan")) return [];
  const size = sizes.get(table) ?? 0;
  if (size < LARGE_ROWS) return [];
  const rows = rowsLookedAt(node);
  const index = node["Index Name"] ?? null;
  if (node["Node Type"] === "Seq Scan") return [{ table, how: "sequential", rows, index }];
  return rows > size * MOST ? [{ table, how: "most rows", rows, index }] : [];
}

/** PostgreSQL tells the mean of all loops. */
function rowsLookedAt(node: PlanNode): number {
  const each =
    (node["Actual Rows"] ?? 0) +
    (node["Rows Removed by Filter"] ?? 0) +
    (node["Rows Removed by Index Recheck"] ?? 0);
  return Math.round(each * (node["Actual Loops"] ?? 1));
}
