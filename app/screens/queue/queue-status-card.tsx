import { Badge, BlockStack, Button, ButtonGroup, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { QueueTest } from "../../domain/queue/queue-test.ts";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { LeftBanner, ProblemBanner, TestBanner } from "./queue-banners.tsx";
import type { QueueAction, QueueButton } from "./queue-screen.tsx";
import type { QueueState, QueueView } from "./view.ts";

export interface QueueStatusCardProps {
  readonly view: QueueView;
  readonly isDirty: boolean;
  readonly doing: QueueAction | null;
  readonly test: QueueTest | null;
  readonly onAct: (action: QueueButton) => void;
}

/** Whether the queue is read, what came of it, and what stands in the way. */
export function QueueStatusCard({ view, isDirty, doing, test, onAct }: QueueStatusCardProps) {
  const { t } = useTranslation();
  const isSaved = view.state !== "none";
  return (
    <TitledCard title={t("queue.status.title")} aside={<QueueBadge state={view.state} />}>
      <BlockStack gap="300">
        <ProblemBanner view={view} />
        {view.left === null ? null : <LeftBanner left={view.left} />}
        {test === null ? null : <TestBanner test={test} />}
        {isSaved ? <Standing view={view} /> : null}
        {!isSaved || isDirty ? (
          <Text as="p" tone="subdued">
            {t("queue.status.unsaved")}
          </Text>
        ) : (
          <Actions state={view.state} doing={doing} onAct={onAct} />
        )}
      </BlockStack>
    </TitledCard>
  );
}

const TONES = { none: "info", on: "success", off: "info" } as const;

/** On, off, or not set up. */
export function QueueBadge({ state }: { readonly state: QueueState }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[state]}>{t(`queue.state.${state}`)}</Badge>;
}

function Standing({ view }: { readonly view: QueueView }) {
  const { t } = useTranslation();
  const { receivedAt, answeredAt, received } = view;
  return (
    <BlockStack gap="100">
      {view.state === "on" && view.problem !== null ? null : (
        <Text as="p">{t(`queue.status.${standingOf(view)}`)}</Text>
      )}
      <Text as="p">
        {receivedAt === null ? (
          t("queue.status.never")
        ) : (
          <>
            {t("queue.status.last")} <Moment at={receivedAt} />.{" "}
            {t("queue.status.received", { count: received })}{" "}
            <Link url={`/messages?source=${view.sourceId}&via=queue`}>
              {t("queue.status.messages")}
            </Link>
          </>
        )}
      </Text>
      {answeredAt === null ? null : (
        <Text as="p" tone="subdued">
          {t("queue.status.answered")} <Moment at={answeredAt} />
        </Text>
      )}
    </BlockStack>
  );
}

function standingOf({ state, isSourceStopped, answeredAt }: QueueView) {
  if (state !== "on") return "off";
  if (isSourceStopped) return "stopped";
  return answeredAt === null ? "starting" : "reading";
}

function Actions({
  state,
  doing,
  onAct,
}: Pick<QueueStatusCardProps, "doing" | "onAct"> & { readonly state: QueueState }) {
  const { t } = useTranslation();
  const button = (action: QueueButton) => ({
    loading: doing === action,
    disabled: doing !== null && doing !== action,
    onClick: () => {
      onAct(action);
    },
  });
  return (
    <ButtonGroup>
      {state === "on" ? null : (
        <Button variant="primary" {...button("on")}>
          {t("queue.status.on")}
        </Button>
      )}
      <Button {...button("test")}>{t("queue.status.test")}</Button>
      {state === "on" ? <Button {...button("off")}>{t("queue.status.turnOff")}</Button> : null}
    </ButtonGroup>
  );
}
