import { BlockStack, InlineGrid, Select, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import {
  MAX_NOTICE_HOURS,
  NOTIFYING_MILESTONES,
  type NotifyingMilestone,
} from "../../domain/plan/policy.ts";
import type { FieldError } from "../../domain/source/source-form.ts";
import { useFieldError } from "../parts/field-error.ts";
import type { NoticeDraft, PolicyDraft, PolicyErrors } from "./policy-form.ts";

interface NoticeFieldsProps {
  readonly notices: PolicyDraft["notices"];
  readonly errors: PolicyErrors;
  readonly onChange: (notices: PolicyDraft["notices"]) => void;
}

/** When the customer is told of each thing that Shopify may mail about. */
export function NoticeFields({ notices, errors, onChange }: NoticeFieldsProps) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {t("sources.policy.notices.title")}
      </Text>
      {NOTIFYING_MILESTONES.map((milestone) => (
        <NoticeField
          key={milestone}
          milestone={milestone}
          notice={notices[milestone]}
          error={errors.get(`notices.${milestone}`)}
          onChange={(part) => {
            onChange({ ...notices, [milestone]: { ...notices[milestone], ...part } });
          }}
        />
      ))}
    </BlockStack>
  );
}

interface NoticeFieldProps {
  readonly milestone: NotifyingMilestone;
  readonly notice: NoticeDraft;
  readonly error: FieldError | undefined;
  readonly onChange: (part: Partial<NoticeDraft>) => void;
}

function NoticeField({ milestone, notice, error, onChange }: NoticeFieldProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  const { rule, hours } = notice;
  return (
    <InlineGrid columns={{ xs: 1, sm: "2fr 1fr" }} gap="200">
      <Select
        label={t(`words.milestone.${milestone}`)}
        helpText={t(`sources.policy.notices.${milestone}.${rule}`)}
        options={[
          { value: "always", label: t("sources.policy.notices.always") },
          { value: "younger", label: t("sources.policy.notices.younger") },
          { value: "never", label: t("sources.policy.notices.never") },
        ]}
        value={rule}
        onChange={(chosen: NoticeDraft["rule"]) => {
          onChange({ rule: chosen });
        }}
      />
      {rule === "younger" ? (
        <TextField
          label={t("sources.policy.notices.hours", { what: t(`words.milestone.${milestone}`) })}
          type="number"
          min={1}
          max={MAX_NOTICE_HOURS}
          suffix={t("sources.policy.notices.hoursUnit")}
          value={hours}
          autoComplete="off"
          onChange={(value) => {
            onChange({ hours: value });
          }}
          {...problem("hours", error)}
        />
      ) : null}
    </InlineGrid>
  );
}
