import { Badge, BlockStack, Button, InlineStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Remedy } from "../../domain/diagnosis/remedies.ts";
import { factSentence } from "../../domain/diagnosis/words.ts";
import { formatTime } from "../i18n/format-time.ts";
import { FactList } from "../parts/fact-list.tsx";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useShop } from "../shell/shop-context.tsx";
import type { OrderDiagnosis } from "./view.ts";

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
      title={verdict.title}
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
        <Remedies remedies={verdict.remedies} />
        <InlineStack>
          <Button url={`/diagnosis/summary?orders=${diagnosis.orderRecordId}`}>
            {t("diagnosis.order.ticket")}
          </Button>
        </InlineStack>
      </BlockStack>
    </TitledCard>
  );
}

function VerdictFacts({ verdict }: { readonly verdict: NonNullable<OrderDiagnosis["verdict"]> }) {
  const { t } = useTranslation();
  const { owner, action, since, healedAt, certainty, pattern } = verdict;
  const healed =
    healedAt === null
      ? []
      : [{ label: t("diagnosis.order.healed"), value: <Moment at={healedAt} /> }];
  return (
    <FactList
      facts={[
        { label: t("diagnosis.order.owner"), value: t(`diagnosis.owner.${owner}`) },
        { label: t("diagnosis.order.next"), value: action },
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
  const shop = useShop();
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {t("diagnosis.order.evidence")}
      </Text>
      <List type="bullet">
        {diagnosis.facts.map((fact, index) => (
          <List.Item key={index}>
            <span className="handoff-breakable">
              {factSentence(fact, (at) => formatTime(at, shop))}
            </span>
          </List.Item>
        ))}
      </List>
    </BlockStack>
  );
}

const TONES = { broken: "critical", works: "success", not_reached: "new" } as const;

/** From emission over delivery to handling, each with what to check. */
function Remedies({ remedies }: { readonly remedies: readonly Remedy[] }) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="300">
      <Text as="h3" variant="headingSm">
        {t("diagnosis.order.remedies")}
      </Text>
      {remedies.map(({ zone, stands, steps }) => (
        <BlockStack key={zone} gap="100">
          <InlineStack gap="200">
            <Text as="h4" variant="headingXs">
              {t(`diagnosis.zone.${zone}`)}
            </Text>
            <Badge tone={TONES[stands]}>{t(`diagnosis.order.stands.${stands}`)}</Badge>
          </InlineStack>
          <List type="bullet">
            {steps.map((step) => (
              <List.Item key={step}>{step}</List.Item>
            ))}
          </List>
        </BlockStack>
      ))}
    </BlockStack>
  );
}
