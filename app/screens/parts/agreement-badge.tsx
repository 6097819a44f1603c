import { Badge, Tooltip } from "@shopify/polaris";
import type { BadgeProps } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Agreement } from "../orders/view.ts";

type Look = Pick<BadgeProps, "tone" | "progress">;

const LOOKS: Readonly<Record<Agreement, Look>> = {
  pending: { tone: "info", progress: "partiallyComplete" },
  agreed: { tone: "success", progress: "complete" },
  waiting: { tone: "attention", progress: "incomplete" },
  needs_person: { tone: "warning", progress: "incomplete" },
};

/** Whether the storefront agrees with what the sources say. */
export function AgreementBadge({ agreement }: { readonly agreement: Agreement }) {
  const { t } = useTranslation();
  return (
    <Tooltip content={t(`words.agreementMeaning.${agreement}`)}>
      <Badge {...LOOKS[agreement]}>{t(`words.agreement.${agreement}`)}</Badge>
    </Tooltip>
  );
}
