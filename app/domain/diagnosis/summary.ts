import type { Pattern } from "../discrepancy/classify.ts";
import type { SystemView } from "../discrepancy/systems.ts";
import type { Instant } from "../instant.ts";
import type { HandoffTicks } from "./ticks.ts";
import type { Fact, Owner } from "./verdict.ts";
import { factSentence, NO_FAULT, OWNER_WORDS } from "./words.ts";

/** One order of an IT ticket. Holds names, codes and times, and no personal data. */
export interface SummaryOrder {
  readonly orderName: string;
  readonly systems: readonly SystemView[];
  readonly ticks: HandoffTicks;
  readonly facts: readonly Fact[];
  readonly verdict: {
    readonly title: string;
    readonly action: string;
    readonly zone: string;
    readonly owner: Owner;
    readonly pattern: Pattern;
    readonly since: Instant;
    readonly healedAt: Instant | null;
  } | null;
}

export interface SummaryStyle {
  readonly time: (at: Instant) => string;
  readonly shop: string;
}

/** The page that a ticket needs, as Markdown. */
export function summaryMarkdown(orders: readonly SummaryOrder[], style: SummaryStyle): string {
  const names = orders.map(({ orderName }) => orderName).join(", ");
  const parts = orders.map((order) => orderPart(order, style));
  return [`# Order handoff: ${plain(names)}`, `Shop: ${style.shop}`, ...parts, ""].join("\n\n");
}

function orderPart(order: SummaryOrder, style: SummaryStyle): string {
  const { verdict, ticks, systems, facts } = order;
  return [
    `## ${plain(order.orderName)}`,
    [
      "| System | Status | Since |",
      "|---|---|---|",
      ...systems.map(
        ({ system, status, at }) => `| ${system} | ${cell(status)} | ${style.time(at)} |`,
      ),
    ].join("\n"),
    `Sent: ${tick(ticks.sent)}. Received: ${tick(ticks.received)}. Accepted: ${tick(ticks.accepted)}.`,
    verdict === null
      ? NO_FAULT
      : [
          `**${verdict.title}** (zone: ${verdict.zone}, ${patternWords(verdict.pattern)})`,
          `Since: ${style.time(verdict.since)}. ${healedWords(verdict.healedAt, style)}`,
          `Owner: ${OWNER_WORDS[verdict.owner]}. Next: ${verdict.action}`,
        ].join("\n\n"),
    facts.map((fact) => `- ${plain(factSentence(fact, style.time))}`).join("\n"),
  ].join("\n\n");
}

const CSV_HEADER = [
  "order",
  "oms_status",
  "oms_at",
  "storefront_status",
  "storefront_at",
  "sent",
  "received",
  "accepted",
  "zone",
  "assessment",
  "owner",
  "pattern",
  "since",
  "healed_at",
];

/** The same as a table; no cell can become a formula in a spreadsheet. */
export function summaryCsv(orders: readonly SummaryOrder[]): string {
  const rows = orders.map(({ orderName, systems, ticks, verdict }) => {
    const oms = systems.find(({ system }) => system === "oms");
    const storefront = systems.find(({ system }) => system === "storefront");
    return [
      orderName,
      ...[oms?.status ?? "", oms?.at ?? "", storefront?.status ?? "", storefront?.at ?? ""],
      ...[tick(ticks.sent), tick(ticks.received), tick(ticks.accepted)],
      verdict?.zone ?? "",
      verdict?.title ?? NO_FAULT,
      verdict === null ? "" : OWNER_WORDS[verdict.owner],
      verdict === null ? "" : patternWords(verdict.pattern),
      verdict?.since ?? "",
      verdict?.healedAt ?? "",
    ];
  });
  return [CSV_HEADER, ...rows].map((row) => row.map(csvCell).join(",")).join("\r\n") + "\r\n";
}

/** A cell of a CSV file: quoted, and never begun by what spreadsheets take for a formula. */
export function csvCell(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}

function tick(is: boolean | null): string {
  return is === null ? "not known" : is ? "yes" : "no";
}

function patternWords(pattern: Pattern): string {
  return pattern === "structural" ? "recurring" : "isolated";
}

function healedWords(healedAt: Instant | null, { time }: SummaryStyle): string {
  return healedAt === null ? "Still open." : `Came through: ${time(healedAt)}.`;
}

/** Text of others inside Markdown, on one line and with nothing that marks it up. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|]/g, (mark) => `\\${mark}`);
}

function cell(text: string): string {
  return plain(text);
}
