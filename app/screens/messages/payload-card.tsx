import { BlockStack, Button, Collapsible, InlineStack, Text } from "@shopify/polaris";
import { type ReactNode, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { receiveDocument, type SentDocument } from "../../domain/payload/sent-document.ts";
import { CopyButton } from "../parts/copy-button.tsx";
import { type Fact, FactList } from "../parts/fact-list.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import { PayloadTree } from "../payload/payload-tree.tsx";
import { prettyJson } from "./pretty-json.ts";
import { RevealForm } from "./reveal-form.tsx";
import type { ContentView, PayloadView, RevealedContent, SentPairs } from "./view.ts";

export interface PayloadCardProps {
  readonly content: ContentView;
  /** Null until somebody said why it has to be seen. */
  readonly revealed: RevealedContent | null;
  readonly isRevealing: boolean;
  readonly onReveal: (reason: string) => void;
}

/** What was received: as a tree, with what is likely to be about a person hidden until somebody says why. */
export function PayloadCard({ content, revealed, isRevealing, onReveal }: PayloadCardProps) {
  const { t } = useTranslation();
  const title = t("messages.detail.payload");
  const shown = revealed?.content ?? content;
  const text = revealed?.text ?? null;
  const isThere = !["empty", "removed"].includes(content.payload.kind);
  return (
    <TitledCard
      title={title}
      aside={text === null ? null : <CopyButton text={text} what={title} />}
    >
      {revealed === null ? null : (
        <Text as="p" tone="caution">
          {t("messages.reveal.shown")}
        </Text>
      )}
      <Payload payload={shown.payload} text={text} />
      <Around content={shown} />
      {revealed === null && isThere ? (
        <Disclosed title={t("messages.reveal.open")}>
          <RevealForm isBusy={isRevealing} action={t("messages.reveal.do")} onReveal={onReveal} />
        </Disclosed>
      ) : null}
    </TitledCard>
  );
}

function Payload({
  payload,
  text,
}: {
  readonly payload: PayloadView;
  readonly text: string | null;
}) {
  const { t } = useTranslation();
  const said = useSaid();
  switch (payload.kind) {
    case "document":
      return <DocumentTree document={payload.document} />;
    case "unreadable":
      return (
        <BlockStack gap="200">
          <Text as="p">{said(payload.detail)}</Text>
          {payload.at === null ? null : (
            <Text as="p" tone="subdued">
              {t("messages.detail.problemAt", { at: payload.at })}
            </Text>
          )}
          {text === null ? null : (
            <pre className="handoff-payload" tabIndex={0} aria-label={t("messages.detail.payload")}>
              {prettyJson(text)}
            </pre>
          )}
        </BlockStack>
      );
    case "binary":
    case "empty":
    case "removed":
      return (
        <Text as="p" tone="subdued">
          {t(`messages.detail.${payload.kind}`)}
        </Text>
      );
  }
}

function DocumentTree({ document: sent }: { readonly document: SentDocument }) {
  const { t } = useTranslation();
  const said = useSaid();
  const document = useMemo(() => receiveDocument(sent), [sent]);
  if (!("root" in document)) return <Text as="p">{said(document.detail)}</Text>;
  return <PayloadTree document={document} label={t("messages.detail.payload")} />;
}

function Around({ content }: { readonly content: ContentView }) {
  const { t } = useTranslation();
  const facts = [
    ...pairFacts(content.query, (name) => `?${name}`),
    ...pairFacts(content.headers, (name) => name),
  ];
  if (facts.length === 0) return null;
  return (
    <Disclosed title={t("messages.detail.headers")}>
      <FactList facts={facts} />
    </Disclosed>
  );
}

/** A header or a parameter may come more than once. */
function pairFacts(pairs: SentPairs, labelOf: (name: string) => string): readonly Fact[] {
  const byName = Map.groupBy(pairs, ([name]) => name);
  return [...byName].map(([name, same]) => ({
    label: labelOf(name),
    value: same.map(([, value]) => value).join(", "),
  }));
}

/** Something that is shown when it is asked for. */
function Disclosed({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  const id = useId();
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
          {title}
        </Button>
      </InlineStack>
      <Collapsible id={id} open={isOpen}>
        {children}
      </Collapsible>
    </BlockStack>
  );
}
