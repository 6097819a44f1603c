import { BlockStack, Button, Divider, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { keyOf } from "../../domain/mapping/lint/source-shape.ts";
import type { MessageVia } from "../../domain/message-state.ts";
import { Ago } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import { ProposalButton, type UsedProposal } from "./proposal-button.tsx";
import { DriftSentence } from "./drift-sentence.tsx";
import type { DriftView, ShapeView } from "./view.ts";

/** A drift that is the new normal; an empty key stands for all of this way in. */
export interface AcceptedDrift {
  readonly via: MessageVia;
  readonly key: string;
}

export interface DriftCardProps {
  readonly shape: ShapeView;
  readonly isAccepting: boolean;
  readonly onAccept: (drift: AcceptedDrift) => void;
  readonly onUse: (proposal: UsedProposal) => void;
}

/** What changed in how the source's messages are built, since when, and what it means for the mapping. */
export function DriftCard({ shape, isAccepting, onAccept, onUse }: DriftCardProps) {
  const { t } = useTranslation();
  const { learning, drifts } = shape;
  return (
    <TitledCard title={t("drift.title")} help={t("drift.help")}>
      {drifts.length === 0 ? (
        <Text as="p" tone="subdued">
          {learning === null ? t("drift.none") : t("drift.learning", { ...learning })}
        </Text>
      ) : (
        <BlockStack gap="300">
          {drifts.map((drift) => (
            <Drift
              key={`${drift.via} ${keyOf(drift)}`}
              drift={drift}
              isAccepting={isAccepting}
              onAccept={onAccept}
              onUse={onUse}
            />
          ))}
          {drifts.length > 1 ? (
            <InlineStack>
              <AcceptAll drifts={drifts} isAccepting={isAccepting} onAccept={onAccept} />
            </InlineStack>
          ) : null}
        </BlockStack>
      )}
    </TitledCard>
  );
}

interface DriftProps extends Omit<DriftCardProps, "shape"> {
  readonly drift: DriftView;
}

function Drift({ drift, isAccepting, onAccept, onUse }: DriftProps) {
  const { t } = useTranslation();
  const said = useSaid();
  const { since, messages, of, finding, messageId, via } = drift;
  return (
    <BlockStack gap="200">
      <BlockStack gap="050">
        <DriftSentence drift={drift} />
        {finding === null ? null : <Text as="p">{said(finding.detail)}</Text>}
        <Text as="p" tone="subdued" variant="bodySm">
          {t("drift.since")} <Ago at={since} everySeconds={60} />,{" "}
          {t("drift.messages", { count: messages, of })}{" "}
          <Link url={`/messages/${messageId}`}>{t("drift.example")}</Link>
        </Text>
      </BlockStack>
      <InlineStack gap="200">
        {finding === null ? null : (
          <ProposalButton finding={finding} isUsing={isAccepting} onUse={onUse} />
        )}
        <Button
          size="slim"
          disabled={isAccepting}
          onClick={() => {
            onAccept({ via, key: keyOf(drift) });
          }}
        >
          {t("drift.accept")}
        </Button>
      </InlineStack>
      <Divider />
    </BlockStack>
  );
}

interface AcceptAllProps extends Omit<DriftCardProps, "shape" | "onUse"> {
  readonly drifts: readonly DriftView[];
}

/** One button for each way in, as nearly every source has only one. */
function AcceptAll({ drifts, isAccepting, onAccept }: AcceptAllProps) {
  const { t } = useTranslation();
  const ways = [...new Set(drifts.map(({ via }) => via))];
  return ways.map((via) => (
    <Button
      key={via}
      loading={isAccepting}
      onClick={() => {
        onAccept({ via, key: "" });
      }}
    >
      {ways.length === 1
        ? t("drift.acceptAll")
        : t("drift.acceptAllOf", { via: t(`words.via.${via}`) })}
    </Button>
  ));
}
