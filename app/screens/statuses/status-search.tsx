import { BlockStack, Box, Button, InlineStack, TextField } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import {
  matching,
  STATUS_VIEWS,
  type StatusLine,
  type StatusView,
} from "../../domain/mapping/status-lines.ts";

/** What the list is narrowed to. */
export interface Looked {
  readonly query: string;
  readonly view: StatusView;
}

export const EVERYTHING: Looked = { query: "", view: "all" };

export interface StatusSearchProps {
  readonly lines: readonly StatusLine[];
  readonly looked: Looked;
  readonly onLook: (looked: Looked) => void;
}

/** The kinds of statuses, each with its number, and a search; both at once, since all are here already. */
export function StatusSearch({ lines, looked, onLook }: StatusSearchProps) {
  const { t } = useTranslation();
  const { query, view } = looked;
  return (
    <Box padding="400">
      <BlockStack gap="300">
        <InlineStack gap="100">
          {STATUS_VIEWS.map((id) => (
            <Button
              key={id}
              size="slim"
              pressed={id === view}
              onClick={() => {
                onLook({ query, view: id });
              }}
            >
              {t(`statuses.view.${id}`, { count: matching(lines, { query: "", view: id }).length })}
            </Button>
          ))}
        </InlineStack>
        <TextField
          type="search"
          label={t("statuses.search")}
          labelHidden
          placeholder={t("statuses.search")}
          value={query}
          autoComplete="off"
          clearButton
          onClearButtonClick={() => {
            onLook({ query: "", view });
          }}
          onChange={(next) => {
            onLook({ query: next, view });
          }}
        />
      </BlockStack>
    </Box>
  );
}
