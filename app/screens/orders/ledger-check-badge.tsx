import { Badge, type BadgeProps, Tooltip } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { LedgerCheck } from "./view.ts";

const TONES: Readonly<Record<LedgerCheck["kind"], Pick<BadgeProps, "tone">>> = {
  intact: { tone: "success" },
  broken: { tone: "critical" },
  unchained: {},
  unchecked: {},
};

/** Whether the ledger is as it was written. */
export function LedgerCheckBadge({ check }: { readonly check: LedgerCheck }) {
  const { t } = useTranslation();
  const { kind, entries: count } = check;
  return (
    <Tooltip content={t(`orders.ledger.meaning.${kind}`)}>
      <Badge {...TONES[kind]}>{t(`orders.ledger.check.${kind}`, { count })}</Badge>
    </Tooltip>
  );
}
