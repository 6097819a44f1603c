import { BlockStack, Button, Icon, InlineStack, ProgressBar, Text } from "@shopify/polaris";
import { CheckCircleIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { useAgo } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { type SetupStep, setupSteps } from "./setup-steps.ts";
import type { SetupProof } from "./view.ts";

export interface SetupGuideProps {
  readonly setup: SetupProof;
  readonly onHide: () => void;
}

/** What is set up and what comes next, each step with its own proof. */
export function SetupGuide({ setup, onHide }: SetupGuideProps) {
  const { t } = useTranslation();
  const steps = setupSteps(setup);
  const done = steps.filter(({ isDone }) => isDone).length;
  const next = steps.find(({ isDone }) => !isDone);
  const hide = (
    <Button variant="plain" onClick={onHide}>
      {t("home.guide.hide")}
    </Button>
  );
  return (
    <TitledCard title={t("home.guide.title")} aside={hide}>
      <BlockStack gap="100">
        <Text as="p" tone="subdued" id="handoff-setup-progress">
          {t("home.guide.progress", { done, all: steps.length })}
        </Text>
        <ProgressBar
          progress={(done / steps.length) * 100}
          size="small"
          tone="primary"
          ariaLabelledBy="handoff-setup-progress"
        />
      </BlockStack>
      <BlockStack as="ol" gap="400">
        {steps.map((step) => (
          <GuideStep key={step.name} step={step} setup={setup} isNext={step === next} />
        ))}
      </BlockStack>
    </TitledCard>
  );
}

interface GuideStepProps {
  readonly step: SetupStep;
  readonly setup: SetupProof;
  readonly isNext: boolean;
}

function GuideStep({ step, setup, isNext }: GuideStepProps) {
  const { t } = useTranslation();
  const proof = useProof(setup);
  return (
    <li className="handoff-step">
      <InlineStack gap="300" wrap={false} blockAlign="start">
        <span className="handoff-step-mark">
          {step.isDone ? (
            <Icon
              source={CheckCircleIcon}
              tone="success"
              accessibilityLabel={t("home.guide.done")}
            />
          ) : (
            <span className="handoff-step-open" role="img" aria-label={t("home.guide.open")} />
          )}
        </span>
        <BlockStack gap="200">
          <BlockStack gap="050">
            <Text as="h3" variant="headingSm">
              {t(`home.guide.${step.name}.title`)}
            </Text>
            <Text as="p" tone="subdued">
              {step.isDone ? proof(step.name) : todo(step.name)}
            </Text>
          </BlockStack>
          {isNext ? (
            <InlineStack>
              <Button variant="primary" url={step.url}>
                {t(`home.guide.${step.name}.action`)}
              </Button>
            </InlineStack>
          ) : null}
        </BlockStack>
      </InlineStack>
    </li>
  );

  function todo(name: SetupStep["name"]): string {
    if (name === "fields" && setup.fields !== null) {
      const { withProblems: count, messages } = setup.fields;
      return t("home.guide.fields.problems", { count, messages });
    }
    if (name === "statuses") {
      return setup.received === null
        ? t("home.guide.statuses.wait")
        : t("home.guide.statuses.todo", { count: setup.unmappedStatuses });
    }
    return t(`home.guide.${name}.todo`);
  }
}

function useProof(setup: SetupProof): (name: SetupStep["name"]) => string {
  const { t } = useTranslation();
  const ago = useAgo(10);
  const { connected, received, polled, agreed } = setup;
  const proofs = {
    connect: () => t("home.guide.connect.proof", { source: connected?.sourceName }),
    message: () =>
      received &&
      t(received.isSigned ? "home.guide.message.proof" : "home.guide.message.proofUnsigned", {
        source: received.sourceName,
        ago: ago(received.at),
      }),
    fields: () => t("home.guide.fields.proof", { count: setup.fields?.messages ?? 0 }),
    polling: () =>
      polled && t("home.guide.polling.proof", { source: polled.sourceName, ago: ago(polled.at) }),
    alerts: () => t("home.guide.alerts.proof", { hosts: setup.alertHosts.join(", ") }),
    statuses: () => t("home.guide.statuses.proof"),
    order: () =>
      agreed && t("home.guide.order.proof", { order: agreed.orderName, ago: ago(agreed.at) }),
  };
  return (name) => proofs[name]() ?? "";
}
