import { useTranslation } from "react-i18next";
import type { Meaning } from "../../domain/mapping/status-rows.ts";
import { noticeOf } from "../../domain/plan/notice-of.ts";
import type { Policy } from "../../domain/plan/policy.ts";
import type { SourceRole } from "../../domain/source/source-role.ts";

/** What decides of a status's effect beside its meaning. */
export interface EffectRules {
  readonly role: SourceRole;
  readonly policy: Policy;
}

export interface EffectWords {
  /** What happens in Shopify. */
  readonly effect: string;
  /** Whether the customer is told. */
  readonly notice: string;
}

/** The name of a meaning. */
export function useMeaningName(): (meaning: Meaning) => string {
  const { t } = useTranslation();
  return (meaning) => (meaning === "ignore" ? t("words.ignore") : t(`words.milestone.${meaning}`));
}

/** What a status of this meaning does in Shopify, and whether it tells the customer. */
export function useEffectWords({ role, policy }: EffectRules): (meaning: Meaning) => EffectWords {
  const { t } = useTranslation();
  return (meaning) => {
    if (role !== "oms")
      return { effect: t("statuses.observed"), notice: t("statuses.notice.none") };
    const rule = noticeOf(meaning, policy);
    return { effect: t(`statuses.effect.${meaning}`), notice: noticeWords(rule) };
  };

  function noticeWords(rule: ReturnType<typeof noticeOf>): string {
    if (rule === null) return t("statuses.notice.none");
    if (rule === "always" || rule === "never") return t(`statuses.notice.${rule}`);
    return t("statuses.notice.younger", { hours: rule.youngerThanHours });
  }
}
