import { Badge, BlockStack, Text } from "@shopify/polaris";
import type { BadgeProps } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { IntentState } from "../../domain/plan/intent.ts";
import { shipmentStatusName } from "../parts/fulfillment-status.tsx";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import type { StepLineView } from "./view.ts";

const TONES: Readonly<Record<IntentState, Pick<BadgeProps, "tone">>> = {
  planned: { tone: "info" },
  sent: { tone: "info" },
  unknown: { tone: "attention" },
  confirmed: { tone: "success" },
  conflict: { tone: "warning" },
  rejected: { tone: "critical" },
};

/** What Handoff wrote down before it sent it to Shopify, and what came of it. */
export function StepsCard({ steps }: { readonly steps: readonly StepLineView[] }) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("orders.detail.steps")}>
      {steps.length === 0 ? (
        <Text as="p" tone="subdued">
          {t("orders.detail.noSteps")}
        </Text>
      ) : (
        <StepTable steps={steps} />
      )}
    </TitledCard>
  );
}

function StepTable({ steps }: { readonly steps: readonly StepLineView[] }) {
  const { t } = useTranslation();
  const said = useSaid();
  return (
    <div
      className="handoff-scroll"
      tabIndex={0}
      role="region"
      aria-label={t("orders.detail.steps")}
    >
      <table className="handoff-table handoff-stacked">
        <thead>
          <tr>
            <th scope="col">{t("orders.detail.stepColumn.step")}</th>
            <th scope="col">{t("orders.detail.stepColumn.state")}</th>
            <th scope="col">{t("orders.detail.stepColumn.sent")}</th>
            <th scope="col">{t("orders.detail.stepColumn.attempts")}</th>
            <th scope="col">{t("orders.detail.stepColumn.detail")}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step) => (
            <tr key={step.id}>
              <td data-label={t("orders.detail.stepColumn.step")}>
                <StepWords step={step} />
              </td>
              <td data-label={t("orders.detail.stepColumn.state")}>
                <Badge {...TONES[step.state]}>{t(`words.intentState.${step.state}`)}</Badge>
              </td>
              <td data-label={t("orders.detail.stepColumn.sent")}>
                {step.sentAt === null ? null : <Moment at={step.sentAt} />}
              </td>
              <td data-label={t("orders.detail.stepColumn.attempts")}>{step.attempts}</td>
              <td className="handoff-breakable" data-label={t("orders.detail.stepColumn.detail")}>
                {step.detail === null ? null : said(step.detail)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What was done, with what of it concerns the customer. */
function StepWords({ step: { kind, does } }: { readonly step: StepLineView }) {
  const { t } = useTranslation();
  const { pieces, trackingNumbers, event, tellsCustomer } = does;
  const words = [
    pieces === null || pieces === 0 ? null : t("orders.detail.does.pieces", { count: pieces }),
    trackingNumbers.length === 0 ? null : trackingNumbers.join(", "),
    event === null ? null : shipmentStatusName(t, event),
    tellsCustomer === null
      ? null
      : t(tellsCustomer ? "orders.detail.does.tells" : "orders.detail.does.quiet"),
  ].filter((part) => part !== null);
  return (
    <BlockStack>
      <Text as="span">{t(`words.step.${kind}`)}</Text>
      {words.length === 0 ? null : (
        <Text as="span" tone="subdued" breakWord>
          {words.join("; ")}
        </Text>
      )}
    </BlockStack>
  );
}
