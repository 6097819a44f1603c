import { BlockStack, Button, InlineStack, Text, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { isZone } from "../../domain/mapping/language/zone.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { useEditorParts } from "./editor-context.tsx";
import { usePlaceWords } from "./field-words.ts";

/** What a mapping says beside its fields. */
export function MoreCard() {
  const { t } = useTranslation();
  const { editor } = useEditorParts();
  const { zone = "", rules = [], fetch } = editor.file.mapping;
  return (
    <TitledCard title={t("mapping.more.title")}>
      <BlockStack gap="300">
        <TextField
          label={t("mapping.more.zone")}
          helpText={t("mapping.more.zoneHelp")}
          value={zone}
          autoComplete="off"
          maxLength={60}
          onChange={(text) => {
            editor.change(({ zone: _zone, ...rest }) =>
              text === "" ? rest : { ...rest, zone: text },
            );
          }}
          {...(zone === "" || isZone(zone) ? {} : { error: t("mapping.more.zoneUnknown") })}
        />
        <OnlyWhere />
        {rules.length === 0 ? null : (
          <Text as="p">{t("mapping.more.rules", { count: rules.length })}</Text>
        )}
        {fetch === undefined ? null : (
          <Text as="p">{t("mapping.more.fetch", { hosts: fetch.hosts.join(", ") })}</Text>
        )}
      </BlockStack>
    </TitledCard>
  );
}

/** Which items count at all; made by presets and imports. */
function OnlyWhere() {
  const { t } = useTranslation();
  const { editor } = useEditorParts();
  const { where } = editor.file.mapping;
  const place = usePlaceWords();
  if (where === undefined) return null;
  const values = [...(where.equals ?? []), ...(where.not ?? []).map((value) => `≠ ${value}`)];
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="p">
        {t("mapping.more.where", {
          where: place(where, { part: "update" }),
          values: values.join(", "),
        })}
      </Text>
      <Button
        size="slim"
        variant="plain"
        onClick={() => {
          editor.change(({ where: _where, ...rest }) => rest);
        }}
      >
        {t("mapping.when.remove")}
      </Button>
    </InlineStack>
  );
}
