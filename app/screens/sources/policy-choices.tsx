import { BlockStack, ChoiceList } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { PolicyDraft } from "./policy-form.ts";

type Answers = PolicyDraft["answers"];

interface ChoicesProps {
  readonly answers: Answers;
  readonly onAnswer: (part: Partial<Answers>) => void;
}

/** What is done with a shipment, from its first word to its tracking number. */
export function ShipmentChoices({ answers, onAnswer }: ChoicesProps) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="400">
      <OneOf
        title={t("sources.policy.missingTracking.title")}
        options={[
          [
            "wait",
            t("sources.policy.missingTracking.wait"),
            t("sources.policy.missingTracking.waitHelp"),
          ],
          [
            "apply",
            t("sources.policy.missingTracking.apply"),
            t("sources.policy.missingTracking.applyHelp"),
          ],
        ]}
        chosen={answers.missingTracking}
        onChoose={(missingTracking) => {
          onAnswer({ missingTracking });
        }}
      />
      <OneOf
        title={t("sources.policy.partial.title")}
        options={[
          ["strict", t("sources.policy.partial.strict"), t("sources.policy.partial.strictHelp")],
          ["quiet", t("sources.policy.partial.quiet"), t("sources.policy.partial.quietHelp")],
        ]}
        chosen={answers.partialShipments}
        onChoose={(partialShipments) => {
          onAnswer({ partialShipments });
        }}
      />
      <OneOf
        title={t("sources.policy.byHand.title")}
        options={[
          ["ask", t("sources.policy.byHand.ask"), t("sources.policy.byHand.askHelp")],
          ["add_tracking", t("sources.policy.byHand.add"), t("sources.policy.byHand.addHelp")],
        ]}
        chosen={answers.fulfilledByHand}
        onChoose={(fulfilledByHand) => {
          onAnswer({ fulfilledByHand });
        }}
      />
    </BlockStack>
  );
}

/** What is done when the source takes something back, or holds it. */
export function CancellationChoices({ answers, onAnswer }: ChoicesProps) {
  const { t } = useTranslation();
  return (
    <BlockStack gap="400">
      <OneOf
        title={t("sources.policy.holds.title")}
        options={[
          ["ignore", t("sources.policy.holds.ignore"), t("sources.policy.holds.ignoreHelp")],
          ["apply", t("sources.policy.holds.apply"), t("sources.policy.holds.applyHelp")],
        ]}
        chosen={answers.holds}
        onChoose={(holds) => {
          onAnswer({ holds });
        }}
      />
      <OneOf
        title={t("sources.policy.shipmentCancelled.title")}
        options={[
          [
            "ask",
            t("sources.policy.shipmentCancelled.ask"),
            t("sources.policy.shipmentCancelled.askHelp"),
          ],
          [
            "apply",
            t("sources.policy.shipmentCancelled.apply"),
            t("sources.policy.shipmentCancelled.applyHelp"),
          ],
        ]}
        chosen={answers.shipmentCancellation}
        onChoose={(shipmentCancellation) => {
          onAnswer({ shipmentCancellation });
        }}
      />
      <OneOf
        title={t("sources.policy.orderCancelled.title")}
        options={[
          [
            "ask",
            t("sources.policy.orderCancelled.ask"),
            t("sources.policy.orderCancelled.askHelp"),
          ],
          [
            "apply",
            t("sources.policy.orderCancelled.apply"),
            t("sources.policy.orderCancelled.applyHelp"),
          ],
        ]}
        chosen={answers.orderCancellation}
        onChoose={(orderCancellation) => {
          onAnswer({ orderCancellation });
        }}
      />
    </BlockStack>
  );
}

interface OneOfProps<Value extends string> {
  readonly title: string;
  /** What each does in Shopify, and whether the customer is mailed, stands in its help. */
  readonly options: readonly (readonly [value: Value, label: string, help: string])[];
  readonly chosen: Value;
  readonly onChoose: (value: Value) => void;
}

function OneOf<Value extends string>({ title, options, chosen, onChoose }: OneOfProps<Value>) {
  return (
    <ChoiceList
      title={title}
      choices={options.map(([value, label, helpText]) => ({ value, label, helpText }))}
      selected={[chosen]}
      onChange={([picked]) => {
        const option = options.find(([value]) => value === picked);
        if (option !== undefined) onChoose(option[0]);
      }}
    />
  );
}
