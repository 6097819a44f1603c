import { BlockStack, Button, Collapsible, InlineStack, Text } from "@shopify/polaris";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { CopyButton } from "../parts/copy-button.tsx";
import { FactList } from "../parts/fact-list.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { prettyJson } from "./pretty-json.ts";
import type { ContentView } from "./view.ts";

/** The bytes as they came; JSON with line breaks, and nothing of it changed. */
export function PayloadCard({ content }: { readonly content: ContentView }) {
  const { t } = useTranslation();
  const { payload } = content;
  const text =
    payload.kind === "text" ? payload.text : payload.kind === "binary" ? payload.base64 : "";
  const title = t("messages.detail.payload");
  return (
    <TitledCard
      title={title}
      aside={text === "" ? null : <CopyButton text={text} what={title} />}
      {...(payload.kind === "binary" ? { help: t("messages.detail.binary") } : {})}
    >
      {text === "" ? (
        <Text as="p" tone="subdued">
          {t(payload.kind === "removed" ? "messages.detail.removed" : "messages.detail.empty")}
        </Text>
      ) : (
        <pre className="handoff-payload" tabIndex={0} aria-label={title}>
          {payload.kind === "text" ? prettyJson(text) : text}
        </pre>
      )}
      <Headers content={content} />
    </TitledCard>
  );
}

function Headers({ content }: { readonly content: ContentView }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const facts = content.headers.map(([name, value]) => ({ label: name, value }));
  const query =
    content.query === "" ? [] : [{ label: t("messages.detail.query"), value: content.query }];
  if (facts.length + query.length === 0) return null;
  return (
    <BlockStack gap="300">
      <InlineStack>
        <Button
          variant="plain"
          disclosure={isOpen ? "up" : "down"}
          ariaExpanded={isOpen}
          ariaControls={id}
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {t("messages.detail.headers")}
        </Button>
      </InlineStack>
      <Collapsible id={id} open={isOpen}>
        <FactList facts={[...query, ...facts]} />
      </Collapsible>
    </BlockStack>
  );
}
