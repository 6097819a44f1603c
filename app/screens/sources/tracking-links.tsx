import { BlockStack, Button, InlineGrid, InlineStack, Text, TextField } from "@shopify/polaris";
import { DeleteIcon, PlusIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { isTrackingLink, MAX_CARRIER_LENGTH, MAX_LINK_LENGTH } from "../../domain/plan/policy.ts";
import { linkFrom } from "../../domain/plan/wanted-tracking.ts";
import { useFieldError } from "../parts/field-error.ts";
import { carrierName, type LinkDraft, type PolicyErrors } from "./policy-form.ts";

interface TrackingLinksProps {
  readonly links: readonly LinkDraft[];
  readonly errors: PolicyErrors;
  readonly onChange: (links: readonly LinkDraft[]) => void;
}

/** Links by carrier, where the source sends none; each with the link that it makes. */
export function TrackingLinks({ links, errors, onChange }: TrackingLinksProps) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {t("sources.policy.links.title")}
      </Text>
      <Text as="p" tone="subdued">
        {t("sources.policy.links.help")}
      </Text>
      {links.map((link, row) => (
        <LinkFields
          key={row}
          link={link}
          errors={errors}
          row={row}
          onChange={(part) => {
            onChange(links.map((old, at) => (at === row ? { ...old, ...part } : old)));
          }}
          onRemove={() => {
            onChange(links.filter((_, at) => at !== row));
          }}
        />
      ))}
      <InlineStack>
        <Button
          icon={PlusIcon}
          onClick={() => {
            onChange([...links, { carrier: "", template: "" }]);
          }}
        >
          {t("sources.policy.links.add")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

interface LinkFieldsProps {
  readonly link: LinkDraft;
  readonly row: number;
  readonly errors: PolicyErrors;
  readonly onChange: (part: Partial<LinkDraft>) => void;
  readonly onRemove: () => void;
}

function LinkFields(props: LinkFieldsProps) {
  const { t } = useTranslation();
  const { link, onRemove } = props;
  return (
    <InlineStack gap="200" wrap={false} blockAlign="start">
      <div className="handoff-grow">
        <BlockStack gap="100">
          <LinkTexts {...props} />
          <LinkPreview link={link} />
        </BlockStack>
      </div>
      <Button
        icon={DeleteIcon}
        variant="tertiary"
        onClick={onRemove}
        accessibilityLabel={t("sources.policy.links.remove", { carrier: link.carrier })}
      />
    </InlineStack>
  );
}

function LinkTexts({ link, row, errors, onChange }: LinkFieldsProps) {
  const { t } = useTranslation();
  const problem = useFieldError();
  return (
    <InlineGrid columns={{ xs: 1, sm: "1fr 2fr" }} gap="200">
      <TextField
        label={t("sources.policy.links.carrier")}
        labelHidden
        placeholder={t("sources.policy.links.carrier")}
        value={link.carrier}
        maxLength={MAX_CARRIER_LENGTH}
        autoComplete="off"
        onChange={(carrier) => {
          onChange({ carrier });
        }}
        {...problem("carrier", errors.get(`links.${String(row)}.carrier`))}
      />
      <TextField
        label={t("sources.policy.links.template")}
        labelHidden
        placeholder="https://…{number}"
        type="url"
        value={link.template}
        maxLength={MAX_LINK_LENGTH}
        autoComplete="off"
        onChange={(template) => {
          onChange({ template });
        }}
        {...problem("template", errors.get(`links.${String(row)}.template`))}
      />
    </InlineGrid>
  );
}

/** A number as parcels have it, to show what becomes of a template. */
const SAMPLE_NUMBER = "1Z999AA10123456784";

function LinkPreview({ link }: { readonly link: LinkDraft }) {
  const { t } = useTranslation();
  const template = link.template.trim();
  if (!isTrackingLink(template)) return null;
  const words = { carrier: carrierName(link), link: linkFrom(template, SAMPLE_NUMBER) };
  return (
    <Text as="p" tone="subdued" breakWord>
      {t("sources.policy.links.preview", words)}
    </Text>
  );
}
