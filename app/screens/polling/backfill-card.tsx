import {
  BlockStack,
  Button,
  FormLayout,
  InlineError,
  InlineStack,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { MOST_BACKFILL_DAYS } from "../../domain/run/backfill.ts";
import { TitledCard } from "../parts/titled-card.tsx";

/** Days of the calendar, as a date field gives them; blank where none is chosen. */
export interface BackfillSpan {
  readonly from: string;
  readonly to: string;
}

export interface BackfillCardProps {
  readonly isStarting: boolean;
  readonly isRefused: boolean;
  readonly onStart: (span: BackfillSpan) => void;
}

/** Asks a source for a span of its past: first one looks what that would bring. */
export function BackfillCard({ isStarting, isRefused, onStart }: BackfillCardProps) {
  const { t } = useTranslation();
  const [span, setSpan] = useState<BackfillSpan>({ from: "", to: "" });
  const field = (name: keyof BackfillSpan) => ({
    label: t(`polling.backfill.${name}`),
    type: "date" as const,
    autoComplete: "off",
    value: span[name],
    onChange: (value: string) => {
      setSpan({ ...span, [name]: value });
    },
  });
  return (
    <TitledCard title={t("polling.backfill.title")} help={t("polling.backfill.help")}>
      <BlockStack gap="300">
        <FormLayout>
          <FormLayout.Group>
            <TextField {...field("from")} />
            <TextField {...field("to")} />
          </FormLayout.Group>
        </FormLayout>
        {isRefused ? (
          <InlineError
            fieldID="backfill"
            message={t("polling.backfill.span_invalid", { days: MOST_BACKFILL_DAYS })}
          />
        ) : null}
        <InlineStack>
          <Button
            loading={isStarting}
            disabled={span.from === "" || span.to === ""}
            onClick={() => {
              onStart(span);
            }}
          >
            {t("polling.backfill.trial")}
          </Button>
        </InlineStack>
      </BlockStack>
    </TitledCard>
  );
}
