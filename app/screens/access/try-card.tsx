import { Banner, BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { MAX_URL_LENGTH } from "../../domain/source/access-form.ts";
import type { AccessTest } from "../../domain/source/access-test.ts";
import { useFieldError } from "../parts/field-error.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import type { AccessFieldsProps } from "./access-screen.tsx";

interface TryCardProps extends AccessFieldsProps {
  readonly tried: AccessTest | null;
  readonly isTrying: boolean;
  readonly onTry: () => void;
}

/** Asks the source once with what is in the form, saved or not. */
export function TryCard({ form, errors, change, tried, isTrying, onTry }: TryCardProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  return (
    <TitledCard title={t("access.try.title")} help={t("access.try.help")}>
      <BlockStack gap="300">
        <TextField
          label={t("access.try.path")}
          helpText={t("access.try.pathHelp")}
          value={form.tryPath}
          maxLength={MAX_URL_LENGTH}
          monospaced
          autoComplete="off"
          onChange={(tryPath) => {
            change({ tryPath });
          }}
          {...problem("tryPath", errors["tryPath"])}
        />
        <InlineStack>
          <Button onClick={onTry} loading={isTrying}>
            {t("access.try.action")}
          </Button>
        </InlineStack>
        <div aria-live="polite">{tried === null ? null : <Result test={tried} />}</div>
      </BlockStack>
    </TitledCard>
  );
}

const TONES = {
  works: "success",
  refused: "critical",
  unclear: "warning",
  failed: "critical",
} as const satisfies Record<AccessTest["outcome"], string>;

function Result({ test }: { readonly test: AccessTest }) {
  const { t } = useTranslation();
  return (
    <Banner tone={TONES[test.outcome]} title={t(`access.try.${test.outcome}`)}>
      <BlockStack gap="100">
        <Text as="p">{useResultWords(test)}</Text>
        {"said" in test && test.said !== null ? (
          <code className="handoff-mono handoff-breakable">{test.said}</code>
        ) : null}
      </BlockStack>
    </Banner>
  );
}

function useResultWords(test: AccessTest): string {
  const { t } = useTranslation();
  const said = useSaid();
  switch (test.outcome) {
    case "works": {
      const { kind, bytes } = test.content;
      return t(`access.try.got.${kind}`, { status: test.status, size: Math.ceil(bytes / 1024) });
    }
    case "refused":
    case "unclear":
      return t(`access.try.${test.outcome}Fix`, { status: test.status });
    case "failed":
      return said(test.detail);
  }
}
