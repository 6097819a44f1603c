import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { barChart } from "./bar-chart.ts";
import { keptResults, RESULTS_FOLDER, type KeptResult } from "./kept-results.ts";
import { MEANINGS } from "./parts.ts";
import type { Verdict } from "./verdict.ts";

/** A page, and the pictures that it shows, by their paths beside it. */
export interface WrittenReport {
  readonly page: string;
  readonly pictures: ReadonlyMap<string, string>;
}

const INTRODUCTION = `# Performance

Made by \`npm run bench -- report\` from what the parts of the bench measured; nothing here is written by hand. Each part starts what it needs (PostgreSQL that writes through to the disk, the simulated Shopify, processes of the app) on the machine that is named, with the senders on it as well, and prints one JSON line. Absolute figures are that machine's; ratios between variants of the same run are what to compare. "Load" is how many processes wanted a processor, over the minute before and after a run: where it is above the number of cores before a run, somebody else was at work.

\`npm run bench\` runs all parts in order, \`npm run bench -- --short\` short forms of them, \`npm run bench -- <part>\` one. A part ends with 1 where a target is missed.
`;

export function writtenReport(results: readonly KeptResult[]): WrittenReport {
  const pictures = new Map<string, string>();
  const sections = results.map((result) => sectionOf(result, pictures));
  return { page: [INTRODUCTION, summaryOf(results), ...sections].join("\n"), pictures };
}

const DOCS = path.resolve(import.meta.dirname, "../../../docs");

/** Makes the report of what was measured here; says where it is, or that nothing was measured yet. */
export function reportOnBench(): void {
  const results = keptResults(RESULTS_FOLDER, Object.keys(MEANINGS));
  if (results.length === 0) {
    console.error("Nothing was measured here yet: npm run bench");
    process.exitCode = 1;
    return;
  }
  writeReport(DOCS, writtenReport(results));
  console.error(`docs/performance.md tells of ${results.map(({ part }) => part).join(", ")}`);
}

/** Writes `performance.md` and its pictures into a folder. */
function writeReport(folder: string, { page, pictures }: WrittenReport): void {
  writeFileSync(path.join(folder, "performance.md"), page);
  for (const [name, picture] of pictures) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, picture);
  }
}

function summaryOf(results: readonly KeptResult[]): string {
  const rows = results.map(({ part, verdicts }) => {
    const missed = verdicts.filter(({ reached }) => !reached);
    const all = `${String(verdicts.length - missed.length)} of ${String(verdicts.length)}`;
    return `| [${part}](#${part}) | ${meaningOf(part)} | ${all} | ${missed.map(({ name }) => name).join("; ")} |`;
  });
  return [
    "| part | what it measures | targets reached | missed |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}

function sectionOf(result: KeptResult, pictures: Map<string, string>): string {
  const { part, verdicts, charts } = result;
  const shown = charts.map((chart, at) => {
    const name = `performance/${part}-${String(at + 1)}.svg`;
    pictures.set(name, barChart(chart));
    return `![${chart.title}, in ${chart.unit}](${name})\n`;
  });
  return [
    `## ${part}`,
    "",
    `${meaningOf(part)}.`,
    "",
    circumstances(result),
    "",
    table(verdicts),
    ...shown,
  ].join("\n");
}

function meaningOf(part: string): string {
  return MEANINGS[part] ?? "";
}

function circumstances({
  part,
  parameters,
  at,
  seconds,
  commit,
  machine,
  load,
}: KeptResult): string {
  const { cores, processor, memoryGiB, node, system } = machine;
  const command = ["npm run", commandOf(part), ...parameters].join(" ");
  return [
    `\`${command}\`, ${at.slice(0, 16).replace("T", " ")} UTC, commit ${commit}, ${String(seconds)} s.`,
    `${String(cores)} cores (${processor}), ${String(memoryGiB)} GiB, ${system}, Node ${node}.`,
    `Load before ${load[0].toFixed(1)}, after ${load[1].toFixed(1)}.`,
  ].join(" ");
}

function commandOf(part: string): string {
  return part === "kills" || part === "rolling" ? `chaos -- ${part}` : `bench -- ${part}`;
}

function table(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(
    ({ name, measured, target, reached }) =>
      `| ${name} | ${measured} | ${target} | ${reached ? "reached" : "**missed**"} |`,
  );
  return ["| figure | measured | target | |", "| --- | --- | --- | --- |", ...rows, ""].join("\n");
}
