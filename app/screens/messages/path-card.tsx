import { BlockStack, Icon, InlineStack, Text } from "@shopify/polaris";
import {
  AlertTriangleIcon,
  CheckCircleIcon,
  ClockIcon,
  MinusCircleIcon,
} from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { formatSeconds } from "../i18n/format-time.ts";
import { Moment } from "../parts/moment.tsx";
import { useReasonTitle } from "../parts/reason.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { useShop } from "../shell/shop-context.tsx";
import { type PathStep, pathSteps, type PathStepState } from "./path-steps.ts";
import { usePathWords } from "./path-words.ts";
import type { MessageDetail } from "./view.ts";

const MARKS = {
  done: { source: CheckCircleIcon, tone: "success" },
  open: { source: ClockIcon, tone: "info" },
  stopped: { source: AlertTriangleIcon, tone: "caution" },
  skipped: { source: MinusCircleIcon, tone: "subdued" },
} as const satisfies Record<Exclude<PathStepState, "ahead">, object>;

/** Less is shown as the same moment. */
const SHORTEST_SHOWN = 50;

/** The path of one message, step by step, each with its time and its reason. */
export function PathCard({ message }: { readonly message: MessageDetail }) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("messages.detail.path")}>
      <ol className="handoff-path">
        {pathSteps(message).map((step) => (
          <PathLine key={step.name} step={step} message={message} />
        ))}
      </ol>
    </TitledCard>
  );
}

function PathLine({ step, message }: { readonly step: PathStep; readonly message: MessageDetail }) {
  const { t } = useTranslation();
  const title = useReasonTitle();
  const { language } = useShop();
  const lines = usePathWords(message)(step);
  const took =
    step.tookMilliseconds === null || step.tookMilliseconds < SHORTEST_SHOWN
      ? null
      : formatSeconds(step.tookMilliseconds / 1000, language);
  const isAhead = step.state === "ahead" || step.state === "skipped";
  return (
    <li data-step={step.name} data-state={step.state}>
      <span className="handoff-path-mark">
        {step.state === "ahead" ? (
          <span className="handoff-step-open" />
        ) : (
          <Icon {...MARKS[step.state]} />
        )}
      </span>
      <BlockStack gap="050">
        <InlineStack gap="200" align="space-between">
          <Text as="h3" variant="headingSm" {...(isAhead ? { tone: "subdued" as const } : {})}>
            {t(`messages.path.${step.name}`)}
          </Text>
          {step.at === null ? null : (
            <Text as="span" tone="subdued">
              <Moment at={step.at} />
              {took === null ? null : ` (+${took})`}
            </Text>
          )}
        </InlineStack>
        {step.state === "stopped" ? (
          <Text as="p" fontWeight="medium">
            {title(message.reason.code)}
          </Text>
        ) : null}
        {lines.map((line) => (
          <Text as="p" key={line} tone="subdued" breakWord>
            {line}
          </Text>
        ))}
      </BlockStack>
    </li>
  );
}
