import { csvText } from "../../domain/csv-cell.ts";
import type { TFunction } from "i18next";
import type { HandoffTicks } from "../../domain/diagnosis/ticks.ts";
import type { Fact } from "../../domain/diagnosis/verdict.ts";
import type { SystemView } from "../../domain/discrepancy/systems.ts";
import type { Instant } from "../../domain/instant.ts";
import { fulfillmentStatusName } from "../parts/fulfillment-status.tsx";
import type { OrderDiagnosis } from "./view.ts";

/** One order of an IT ticket. Holds names, codes and times, and no personal data. */
export type TicketOrder = Pick<
  OrderDiagnosis,
  "orderName" | "systems" | "ticks" | "facts" | "verdict"
>;

export interface TicketWords {
  readonly t: TFunction;
  readonly time: (at: Instant) => string;
  readonly fact: (fact: Fact) => string;
  readonly shop: string;
}

/** The page that a ticket needs, as Markdown, in the language of the screen. */
export function ticketMarkdown(orders: readonly TicketOrder[], words: TicketWords): string {
  const { t, shop } = words;
  const names = orders.map(({ orderName }) => orderName).join(", ");
  const parts = orders.map((order) => orderPart(order, words));
  return [
    `# ${t("verdicts.ticket.heading", { orders: plain(names) })}`,
    t("verdicts.ticket.shop", { shop }),
    ...parts,
    "",
  ].join("\n\n");
}

function orderPart(order: TicketOrder, words: TicketWords): string {
  const { ticks, facts } = order;
  const { t } = words;
  const answers = {
    sent: tick(t, ticks.sent),
    received: tick(t, ticks.received),
    accepted: tick(t, ticks.accepted),
  };
  return [
    `## ${plain(order.orderName)}`,
    systemTable(order, words),
    t("verdicts.ticket.ticks", answers),
    assessment(order, words),
    facts.map((fact) => `- ${plain(words.fact(fact))}`).join("\n"),
  ].join("\n\n");
}

function systemTable({ systems }: TicketOrder, { t, time }: TicketWords): string {
  const head = [
    t("verdicts.ticket.system"),
    t("verdicts.ticket.status"),
    t("verdicts.ticket.since"),
  ];
  const rows = systems.map((view) => [
    t(`diagnosis.system.${view.system}`),
    plain(statusOf(t, view)),
    time(view.at),
  ]);
  return [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

function assessment({ verdict }: TicketOrder, { t, time }: TicketWords): string {
  if (verdict === null) return t("diagnosis.order.noFault");
  const { code, zone, pattern, owner, since, healedAt } = verdict;
  return [
    t("verdicts.ticket.assessment", {
      title: t(`verdicts.verdict.${code}.title`),
      zone: t(`diagnosis.zone.${zone}`),
      pattern: t(`diagnosis.pattern.${pattern}`),
    }),
    healedAt === null
      ? t("verdicts.ticket.open", { since: time(since) })
      : t("verdicts.ticket.healed", { since: time(since), healedAt: time(healedAt) }),
    t("verdicts.ticket.next", {
      owner: t(`diagnosis.owner.${owner}`),
      action: t(`verdicts.verdict.${code}.action`),
    }),
  ].join("\n\n");
}

const COLUMNS = [
  "order",
  "omsStatus",
  "omsAt",
  "storefrontStatus",
  "storefrontAt",
  "sent",
  "received",
  "accepted",
  "zone",
  "assessment",
  "owner",
  "pattern",
  "since",
  "healedAt",
] as const;

/**
 * The same as a table, times as ISO 8601 in UTC, so that a spreadsheet sorts
 * them. No cell can become a formula there.
 */
export function ticketCsv(orders: readonly TicketOrder[], t: TFunction): string {
  const header = COLUMNS.map((column) => t(`verdicts.ticket.column.${column}`));
  const rows = orders.map((order) => csvRow(order, t));
  return csvText([header, ...rows]);
}

function csvRow({ orderName, systems, ticks, verdict }: TicketOrder, t: TFunction) {
  const sides = (["oms", "storefront"] as const).flatMap((wanted) => {
    const view = systems.find(({ system }) => system === wanted);
    return view === undefined ? ["", ""] : [statusOf(t, view), view.at];
  });
  const answers = [ticks.sent, ticks.received, ticks.accepted].map((is) => tick(t, is));
  if (verdict === null) {
    const none = ["", t("diagnosis.order.noFault"), "", "", "", ""];
    return [orderName, ...sides, ...answers, ...none];
  }
  const { code, zone, owner, pattern, since, healedAt } = verdict;
  return [
    orderName,
    ...sides,
    ...answers,
    t(`diagnosis.zone.${zone}`),
    t(`verdicts.verdict.${code}.title`),
    t(`diagnosis.owner.${owner}`),
    t(`diagnosis.pattern.${pattern}`),
    since,
    healedAt ?? "",
  ];
}

/** A source's word is quoted as it is; Shopify's is said as the other screens say it. */
function statusOf(t: TFunction, { system, status }: SystemView): string {
  return system === "storefront" ? fulfillmentStatusName(t, status) : status;
}

function tick(t: TFunction, is: HandoffTicks["sent"]): string {
  return t(`diagnosis.summary.${is === null ? "unknown" : is ? "yes" : "no"}`);
}

/** Text of others inside Markdown, on one line and with nothing that marks it up. */
function plain(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|]/g, (mark) => `\\${mark}`);
}
