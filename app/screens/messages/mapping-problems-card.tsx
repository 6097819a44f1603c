import { Banner, BlockStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { MappingProblem } from "../../domain/mapping/interpret.ts";
import { useReasonFix, useReasonTitle } from "../parts/reason.ts";
import { fieldName } from "../i18n/said.ts";
import { useSaid } from "../parts/use-said.ts";
import type { MessageDetail } from "./view.ts";

/** Why the message stands still or lacks something, and what to do. */
export function MappingProblemsCard({ message }: { readonly message: MessageDetail }) {
  const { t } = useTranslation();
  const said = useSaid();
  const title = useReasonTitle();
  const fix = useReasonFix();
  const { problems, state, reason, source, isSourceRemoved } = message;
  const needsHelp = state === "quarantined" || state === "dead" || state === "waiting";
  if (problems.length === 0 && !needsHelp) return null;
  const heading = needsHelp ? title(reason.code) : t("messages.detail.problems");
  return (
    <Banner tone={state === "waiting" || !needsHelp ? "info" : "warning"} title={heading}>
      <BlockStack gap="200">
        {problems.length === 0 ? (
          <Text as="p">{said(reason.detail)}</Text>
        ) : (
          <Problems problems={problems} />
        )}
        {needsHelp ? (
          <Text as="p">
            {fix(reason.code)}{" "}
            {reason.code === "unmapped_status" && !isSourceRemoved ? (
              <Link url={`/sources/${source.id}/statuses`}>
                {t("messages.detail.openStatuses")}
              </Link>
            ) : (
              <Link url={`/sources/${source.id}`}>{t("messages.detail.openSource")}</Link>
            )}{" "}
            {isSourceRemoved ? null : (
              <Link url={`/sources/${source.id}/mapping?message=${message.id}`}>
                {t("messages.detail.openMapping")}
              </Link>
            )}
          </Text>
        ) : null}
      </BlockStack>
    </Banner>
  );
}

function Problems({ problems }: { readonly problems: readonly MappingProblem[] }) {
  const { t } = useTranslation();
  const said = useSaid();
  return (
    <BlockStack as="ul" gap="100">
      {problems.map(({ code, field, at, detail }, index) => (
        <li key={`${code} ${String(index)}`}>
          <Text as="p">{said(detail)}</Text>
          <Text as="p" tone="subdued" variant="bodySm" breakWord>
            {[
              field === null
                ? null
                : t("messages.detail.problemField", { field: fieldName(t, field) }),
              at === null ? null : t("messages.detail.problemAt", { at }),
            ]
              .filter((part) => part !== null)
              .join(" · ")}
          </Text>
        </li>
      ))}
    </BlockStack>
  );
}
