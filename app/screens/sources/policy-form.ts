import {
  isTrackingLink,
  MAX_NOTICE_HOURS,
  type NoticeRule,
  NOTIFYING_MILESTONES,
  type NotifyingMilestone,
  type Policy,
} from "../../domain/plan/policy.ts";
import type { FieldError } from "../../domain/source/source-form.ts";
import { matchCarrier } from "../../domain/storefront/match-carrier.ts";

/** A notice rule while it is edited: hours are text, and kept while another rule is chosen. */
export interface NoticeDraft {
  readonly rule: "always" | "younger" | "never";
  readonly hours: string;
}

export interface LinkDraft {
  readonly carrier: string;
  readonly template: string;
}

/** A policy while it is edited. */
export interface PolicyDraft {
  readonly answers: Omit<Policy, "notices" | "trackingLinks">;
  readonly notices: Readonly<Record<NotifyingMilestone, NoticeDraft>>;
  readonly links: readonly LinkDraft[];
}

const SUGGESTED_HOURS = "48";

export function draftOf({ notices, trackingLinks, ...answers }: Policy): PolicyDraft {
  return {
    answers,
    notices: eachMilestone((milestone) => noticeDraft(notices[milestone])),
    links: Object.entries(trackingLinks).map(([carrier, template]) => ({ carrier, template })),
  };
}

function noticeDraft(rule: NoticeRule): NoticeDraft {
  return typeof rule === "string"
    ? { rule, hours: SUGGESTED_HOURS }
    : { rule: "younger", hours: String(rule.youngerThanHours) };
}

/** The policy that a draft without errors says; rows of links without any text are left out. */
export function policyFrom({ answers, notices, links }: PolicyDraft): Policy {
  const filled = links.filter((link) => !isEmpty(link));
  return {
    ...answers,
    notices: eachMilestone((milestone) => noticeRule(notices[milestone])),
    trackingLinks: Object.fromEntries(
      filled.map((link) => [carrierName(link), link.template.trim()]),
    ),
  };
}

function noticeRule({ rule, hours }: NoticeDraft): NoticeRule {
  return rule === "younger" ? { youngerThanHours: Number(hours) } : rule;
}

/** The carrier in Shopify's spelling, where Shopify knows it. */
export function carrierName({ carrier }: LinkDraft): string {
  return matchCarrier(carrier) ?? carrier.trim();
}

/** What is wrong, by the path of the field in the policy; links by their row. */
export type PolicyErrors = ReadonlyMap<string, FieldError>;

export function policyErrors({ notices, links }: PolicyDraft): PolicyErrors {
  const ofNotices = NOTIFYING_MILESTONES.filter((milestone) => !hasGoodHours(notices[milestone]));
  return new Map<string, FieldError>([
    ...ofNotices.map((milestone) => [`notices.${milestone}`, "hours_invalid"] as const),
    ...links.flatMap((link, row) => linkErrors(link, links.slice(0, row), row)),
  ]);
}

function hasGoodHours({ rule, hours }: NoticeDraft): boolean {
  if (rule !== "younger") return true;
  return /^\d{1,4}$/.test(hours) && Number(hours) >= 1 && Number(hours) <= MAX_NOTICE_HOURS;
}

function linkErrors(
  link: LinkDraft,
  above: readonly LinkDraft[],
  row: number,
): readonly (readonly [field: string, error: FieldError])[] {
  if (isEmpty(link)) return [];
  const name = carrierName(link);
  const isTwice = above.some((other) => !isEmpty(other) && carrierName(other) === name);
  return [
    ...(name === "" ? [[`links.${String(row)}.carrier`, "required"] as const] : []),
    ...(name !== "" && isTwice ? [[`links.${String(row)}.carrier`, "carrier_twice"] as const] : []),
    ...(isTrackingLink(link.template.trim())
      ? []
      : [[`links.${String(row)}.template`, "link_invalid"] as const]),
  ];
}

function isEmpty({ carrier, template }: LinkDraft): boolean {
  return carrier.trim() === "" && template.trim() === "";
}

/** What the server found wrong with a policy, in the fields of its draft. */
export function refusedErrors(
  refused: Readonly<Record<string, FieldError>>,
  { links }: PolicyDraft,
): PolicyErrors {
  const fields = [
    ...NOTIFYING_MILESTONES.flatMap((milestone) => [
      [`notices.${milestone}`, `notices.${milestone}`],
      [`notices.${milestone}.youngerThanHours`, `notices.${milestone}`],
    ]),
    ...links.map((link, row) => [
      `trackingLinks.${carrierName(link)}`,
      `links.${String(row)}.template`,
    ]),
  ] as const;
  const found = fields.flatMap(([path = "", field = ""]) => {
    const error = refused[`policy.${path}`];
    return error === undefined ? [] : [[field, error] as const];
  });
  return new Map(found);
}

function eachMilestone<T>(
  valueOf: (milestone: NotifyingMilestone) => T,
): Record<NotifyingMilestone, T> {
  return {
    shipped: valueOf("shipped"),
    ready_for_pickup: valueOf("ready_for_pickup"),
    out_for_delivery: valueOf("out_for_delivery"),
    delivered: valueOf("delivered"),
  };
}
