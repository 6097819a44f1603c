import { Banner, BlockStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useActorWords } from "../parts/actor-words.ts";
import type { MappingFault } from "../../domain/mapping/mapping-file.ts";
import { useAgo } from "../parts/moment.tsx";
import { useSaid } from "../parts/use-said.ts";
import { useFieldName } from "./field-words.ts";
import type { Field } from "../../domain/mapping/editing/field.ts";
import type { EditorResult } from "./result.ts";
import type { MappingEditorView } from "./view.ts";

const MOST_FAULTS = 10;

/** What is wrong with a mapping that was saved or imported, and where. */
export function FaultBanner(props: {
  readonly title: string;
  readonly problems: readonly MappingFault[];
}) {
  const said = useSaid();
  return (
    <Banner tone="critical" title={props.title}>
      <List>
        {props.problems.slice(0, MOST_FAULTS).map(({ at, detail }, index) => (
          <List.Item key={index}>{at === "" ? said(detail) : `${at}: ${said(detail)}`}</List.Item>
        ))}
      </List>
    </Banner>
  );
}

interface ResultBannerProps {
  readonly result: EditorResult | null;
  readonly onOverwrite: () => void;
  readonly onLoadTheirs: () => void;
}

/** Why the last save or publication did not happen; what was typed is still there. */
export function ResultBanner({ result, onOverwrite, onLoadTheirs }: ResultBannerProps) {
  const { t } = useTranslation();
  const name = useActorWords();
  const ago = useAgo(10);
  switch (result?.done) {
    case "outdated":
      return (
        <Banner
          tone="warning"
          title={t("mapping.conflict.title", {
            who: name(result.savedBy),
            ago: ago(result.savedAt),
          })}
          action={{ content: t("mapping.conflict.theirs"), onAction: onLoadTheirs }}
          secondaryAction={{ content: t("mapping.conflict.mine"), onAction: onOverwrite }}
        >
          <Text as="p">{t("mapping.conflict.body")}</Text>
        </Banner>
      );
    case "gone":
      return (
        <Banner
          tone="warning"
          title={t("mapping.conflict.gone")}
          action={{ content: t("mapping.conflict.theirs"), onAction: onLoadTheirs }}
          secondaryAction={{ content: t("mapping.conflict.mine"), onAction: onOverwrite }}
        >
          <Text as="p">{t("mapping.conflict.body")}</Text>
        </Banner>
      );
    case "invalid":
      return <FaultBanner title={t("mapping.invalid")} problems={result.problems} />;
    case "saved":
    case "discarded":
    case undefined:
      return null;
  }
}

/** Where the draft stands: who saved it, and whether something newer was published since. */
export function DraftBanner(props: {
  readonly view: MappingEditorView;
  readonly unfinished: readonly Field[];
  readonly onDiscard: () => void;
}) {
  const { view, unfinished, onDiscard } = props;
  const { t } = useTranslation();
  const actor = useActorWords();
  const ago = useAgo(30);
  const name = useFieldName();
  const { draft, live } = view;
  if (draft === null) return null;
  const isBehind = live !== null && live.version > (draft.basedOnVersion ?? 0);
  const who = { who: actor(draft.savedBy), ago: ago(draft.savedAt) };
  const todo = unfinished.map(name).join(", ");
  return (
    <Banner
      tone={isBehind ? "warning" : "info"}
      title={t("mapping.draft.title", who)}
      secondaryAction={{ content: t("mapping.draft.discard"), onAction: onDiscard }}
    >
      <BlockStack gap="100">
        <Text as="p">{t("mapping.draft.body")}</Text>
        {isBehind ? (
          <Text as="p">{t("mapping.draft.behind", { version: live.version })}</Text>
        ) : null}
        {todo === "" ? null : <Text as="p">{t("mapping.unfinished.list", { fields: todo })}</Text>}
      </BlockStack>
    </Banner>
  );
}
