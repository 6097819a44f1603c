import {
  BlockStack,
  Button,
  ButtonGroup,
  FormLayout,
  InlineError,
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
  readonly onStart: (span: BackfillSpan, mode: "trial" | "real") => void;
}

/** Asks a source for a span of its past. */
export function BackfillCard({ isStarting, isRefused, onStart }: BackfillCardProps) {
  const { t } = useTranslation();
  const [span, setSpan] = useState<BackfillSpan>({ from: "", to: "" });
  const button = (mode: "trial" | "real") => ({
    disabled: isStarting || span.from === "" || span.to === "",
    onClick: () => {
      onStart(span, mode);
    },
  });
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
        <ButtonGroup>
          <Button {...button("trial")}>{t("polling.backfill.trial")}</Button>
          <Button {...button("real")}>{t("polling.backfill.start")}</Button>
        </ButtonGroup>
      </BlockStack>
    </TitledCard>
  );
}
