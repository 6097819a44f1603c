import {
  Badge,
  Banner,
  BlockStack,
  Button,
  InlineStack,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import type { BadgeProps } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { isOver, type RunState } from "../../domain/run/run.ts";
import { secondsLeft } from "../../domain/run/seconds-left.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import { useNow } from "../shell/shop-context.tsx";
import type { RunView } from "./view.ts";

export interface RunCardProps {
  readonly title: string;
  readonly run: RunView;
  readonly isCancelling: boolean;
  readonly onCancel: () => void;
}

const TONES: Readonly<Record<RunState, NonNullable<BadgeProps["tone"]>>> = {
  queued: "info",
  running: "info",
  done: "success",
  cancelled: "attention",
  failed: "critical",
};

/** How far long work is, what is left of it, and the way to stop it. */
export function RunCard({ title, run, isCancelling, onCancel }: RunCardProps) {
  const { t } = useTranslation();
  const said = useSaid();
  const stopping = isCancelling || run.isCancelling;
  return (
    <TitledCard
      title={title}
      aside={<Badge tone={TONES[run.state]}>{t(`runs.state.${run.state}`)}</Badge>}
    >
      <BlockStack gap="300">
        {run.problem === null ? null : <Banner tone="critical">{said(run.problem)}</Banner>}
        <ProgressBar
          progress={percent(run)}
          size="small"
          tone={run.state === "failed" ? "critical" : "highlight"}
          animated={!isOver(run.state)}
          ariaLabelledBy="run-counts"
        />
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Counts run={run} isStopping={stopping} />
          {isOver(run.state) ? null : (
            <Button tone="critical" onClick={onCancel} loading={stopping}>
              {t("runs.cancel")}
            </Button>
          )}
        </InlineStack>
      </BlockStack>
    </TitledCard>
  );
}

function Counts({ run, isStopping }: { readonly run: RunView; readonly isStopping: boolean }) {
  const { t } = useTranslation();
  const { done, total } = run;
  const left = useTimeLeft(run);
  const counts =
    total === null
      ? t("runs.counting")
      : t("runs.counts", { done, total, share: percent(run) / 100 });
  return (
    <div role="status" aria-live="polite">
      <Text as="p" id="run-counts">
        {counts}
      </Text>
      {isOver(run.state) ? null : (
        <Text as="p" tone="subdued">
          {isStopping ? t("runs.stopping") : left}
        </Text>
      )}
    </div>
  );
}

/** A little is shown as soon as anything is done; all of it only when all is. */
function percent({ done, total, state }: RunView): number {
  if (state === "done") return 100;
  return total === null || total === 0 ? 0 : Math.min(99, Math.floor((done / total) * 100));
}

function useTimeLeft(run: RunView): string {
  const { t } = useTranslation();
  const now = useNow(1);
  if (run.state === "queued") return t("runs.waiting");
  const seconds = secondsLeft(run, run.startedAt, now);
  if (seconds === null) return t("runs.justStarted");
  return seconds < 60
    ? t("runs.secondsLeft", { count: Math.max(5, Math.ceil(seconds / 5) * 5) })
    : t("runs.minutesLeft", { count: Math.ceil(seconds / 60) });
}
