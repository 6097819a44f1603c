import { Badge, Banner, BlockStack, Button, ButtonGroup, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { PollProblem } from "../../domain/polling/problem.ts";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import type { PollingAction, SimpleAction } from "./polling-screen.tsx";
import type { PollingState, PollingView } from "./view.ts";

/** What a test read, or why it could not. */
export type TestResult =
  | { readonly kind: "read"; readonly count: number; readonly ids: readonly string[] }
  | { readonly kind: "problem"; readonly problem: PollProblem };

export interface StatusCardProps {
  readonly view: PollingView;
  readonly isDirty: boolean;
  readonly doing: PollingAction | null;
  readonly test: TestResult | null;
  readonly onAct: (action: SimpleAction) => void;
}

/** Whether the source is polled, when next, and what stands in the way. */
export function StatusCard({ view, isDirty, doing, test, onAct }: StatusCardProps) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("polling.status.title")} aside={<PollingBadge state={view.state} />}>
      <BlockStack gap="300">
        <Standing view={view} />
        {test === null ? null : <Tested test={test} />}
        {view.state === "none" || isDirty ? (
          <Text as="p" tone="subdued">
            {t("polling.status.unsaved")}
          </Text>
        ) : (
          <Actions state={view.state} doing={doing} onAct={onAct} />
        )}
      </BlockStack>
    </TitledCard>
  );
}

const TONES = { none: "info", on: "success", off: "info", paused: "critical" } as const;

/** On, off, paused, or not set up. */
export function PollingBadge({ state }: { readonly state: PollingState }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[state]}>{t(`polling.state.${state}`)}</Badge>;
}

function Standing({ view }: { readonly view: PollingView }) {
  const { t } = useTranslation();
  const said = useSaid();
  const last = view.polls.find(({ endedAt }) => endedAt !== null)?.endedAt ?? null;
  return (
    <BlockStack gap="200">
      {view.problem === null ? null : (
        <Banner
          tone={view.state === "paused" ? "critical" : "warning"}
          title={t("polling.status.problem")}
        >
          <p>{said(view.problem.detail)}</p>
          <p>{t(`polling.status.${whatNow(view.state, view.problem)}`)}</p>
        </Banner>
      )}
      <SourceClock aheadSeconds={view.clockAheadSeconds ?? 0} />
      <Text as="p">
        {view.isPolling ? t("polling.status.running") : null}
        {!view.isPolling && view.nextPollAt !== null ? (
          <>
            {t(view.isHeldUp ? "polling.status.heldUp" : "polling.status.next")}{" "}
            <Moment at={view.nextPollAt} />
          </>
        ) : null}
        {view.polls.length === 0 && !view.isPolling ? ` ${t("polling.status.never")}` : null}
        {last === null || view.isPolling ? null : (
          <>
            {" "}
            {t("polling.status.last")} <Moment at={last} />
          </>
        )}
      </Text>
    </BlockStack>
  );
}

/** What a poll that failed means for the next one. */
function whatNow(state: PollingState, { code }: PollProblem): "kept" | "paused" | "interrupted" {
  if (state !== "paused") return "kept";
  return code === "interrupted" ? "interrupted" : "paused";
}

/** Less is what networks and slow answers make of it. */
const NOTEWORTHY_SECONDS = 120;

/** Nothing is lost by it, but times of this source will look wrong. */
function SourceClock({ aheadSeconds }: { readonly aheadSeconds: number }) {
  const { t } = useTranslation();
  if (Math.abs(aheadSeconds) < NOTEWORTHY_SECONDS) return null;
  const count = Math.round(Math.abs(aheadSeconds) / 60);
  const side = aheadSeconds > 0 ? "polling.clock.ahead" : "polling.clock.behind";
  return (
    <Banner tone="warning" title={t(side, { count })}>
      <p>{t("polling.clock.help")}</p>
    </Banner>
  );
}

function Tested({ test }: { readonly test: TestResult }) {
  const { t } = useTranslation();
  const said = useSaid();
  if (test.kind === "problem") {
    return (
      <Banner tone="critical" title={t("polling.test.failed")}>
        <p>{said(test.problem.detail)}</p>
      </Banner>
    );
  }
  const { count, ids } = test;
  return <Banner tone="success" title={t("polling.test.read", { count, ids: ids.join(", ") })} />;
}

function Actions({
  state,
  doing,
  onAct,
}: Pick<StatusCardProps, "doing" | "onAct"> & { readonly state: PollingState }) {
  const { t } = useTranslation();
  const button = (action: SimpleAction) => ({
    loading: doing === action,
    disabled: doing !== null && doing !== action,
    onClick: () => {
      onAct(action);
    },
  });
  return (
    <ButtonGroup>
      {state === "on" ? (
        <Button variant="primary" {...button("now")}>
          {t("polling.status.now")}
        </Button>
      ) : (
        <Button variant="primary" {...button("on")}>
          {t("polling.status.on")}
        </Button>
      )}
      <Button {...button("test")}>{t("polling.status.test")}</Button>
      {state === "on" ? <Button {...button("off")}>{t("polling.status.off")}</Button> : null}
    </ButtonGroup>
  );
}
