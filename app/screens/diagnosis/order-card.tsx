import { Badge, BlockStack, Button, InlineStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { FactList } from "../parts/fact-list.tsx";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useFactSentence } from "./fact-sentence.ts";
import type { OrderDiagnosis } from "./view.ts";

type Verdict = NonNullable<OrderDiagnosis["verdict"]>;

/** Where this order's handoff broke: the verdict, what shows it, who acts and what to do. */
export function OrderDiagnosisCard({ diagnosis }: { readonly diagnosis: OrderDiagnosis }) {
  const { t } = useTranslation();
  const { verdict } = diagnosis;
  if (verdict === null) {
    return (
      <TitledCard title={t("diagnosis.order.title")}>
        <Text as="p">{t("diagnosis.order.noFault")}</Text>
      </TitledCard>
    );
  }
  return (
    <TitledCard
      title={t(`verdicts.verdict.${verdict.code}.title`)}
      aside={
        <InlineStack gap="200">
          <Badge>{t(`diagnosis.zone.${verdict.zone}`)}</Badge>
          <Badge tone={verdict.healedAt === null ? "warning" : "success"}>
            {verdict.healedAt === null ? t("diagnosis.order.open") : t("diagnosis.order.healed")}
          </Badge>
        </InlineStack>
      }
    >
      <BlockStack gap="400">
        <VerdictFacts verdict={verdict} />
        <Diverging diagnosis={diagnosis} />
        <EvidenceList diagnosis={diagnosis} />
        <Remedies verdict={verdict} />
        <InlineStack>
          <Button url={`/diagnosis/summary?orders=${diagnosis.orderRecordId}`}>
            {t("diagnosis.order.ticket")}
          </Button>
        </InlineStack>
      </BlockStack>
    </TitledCard>
  );
}

function VerdictFacts({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation();
  const { code, owner, since, healedAt, certainty, pattern } = verdict;
  const healed =
    healedAt === null
      ? []
      : [{ label: t("diagnosis.order.healed"), value: <Moment at={healedAt} /> }];
  return (
    <FactList
      facts={[
        { label: t("diagnosis.order.owner"), value: t(`diagnosis.owner.${owner}`) },
        { label: t("diagnosis.order.next"), value: t(`verdicts.verdict.${code}.action`) },
        { label: t("diagnosis.order.since"), value: <Moment at={since} /> },
        ...healed,
        { label: t("diagnosis.order.pattern"), value: t(`diagnosis.pattern.${pattern}`) },
        { label: t("diagnosis.order.sure"), value: t(`diagnosis.order.certainty.${certainty}`) },
      ]}
    />
  );
}

function Diverging({ diagnosis }: { readonly diagnosis: OrderDiagnosis }) {
  const { t } = useTranslation();
  if (diagnosis.diverging === null) return null;
  const system = t(`diagnosis.system.${diagnosis.diverging}`);
  return <Text as="p">{t("diagnosis.order.diverging", { system })}</Text>;
}

/** The chain of evidence, oldest first. */
export function EvidenceList({ diagnosis }: { readonly diagnosis: OrderDiagnosis }) {
  const { t } = useTranslation();
  const sentence = useFactSentence();
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {t("diagnosis.order.evidence")}
      </Text>
      <List type="bullet">
        {diagnosis.facts.map((fact, index) => (
          <List.Item key={index}>
            <span className="handoff-breakable">{sentence(fact)}</span>
          </List.Item>
        ))}
      </List>
    </BlockStack>
  );
}

const TONES = { broken: "critical", works: "success", not_reached: "new" } as const;

/** From emission over delivery to handling, each with what to check. */
function Remedies({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {t("diagnosis.order.remedies")}
      </Text>
      {verdict.remedies.map(({ zone, stands, checks }) => (
        <BlockStack key={zone} gap="100">
          <InlineStack gap="200">
            <Text as="h4" variant="headingXs">
              {t(`diagnosis.zone.${zone}`)}
            </Text>
            <Badge tone={TONES[stands]}>{t(`diagnosis.order.stands.${stands}`)}</Badge>
          </InlineStack>
          <List type="bullet">
            {stands === "broken" ? (
              <List.Item>{t(`verdicts.verdict.${verdict.code}.action`)}</List.Item>
            ) : null}
            {checks.map((check) => (
              <List.Item key={check}>{t(`verdicts.check.${check}`)}</List.Item>
            ))}
          </List>
        </BlockStack>
      ))}
    </BlockStack>
  );
}
