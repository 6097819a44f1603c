import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { QueueProblem } from "../../domain/queue/problem.ts";
import type { QueueTest } from "../../domain/queue/queue-test.ts";
import { Moment } from "../parts/moment.tsx";
import { useSaid } from "../parts/use-said.ts";
import type { LeftView, QueueView } from "./view.ts";

/** Why the queue is not read, since when, and when it is tried again. */
export function ProblemBanner({
  view: { problem, failingSince, nextTryAt },
}: {
  readonly view: QueueView;
}) {
  const { t } = useTranslation();
  if (problem === null) return null;
  return (
    <Banner tone="warning" title={t("queue.status.problem")}>
      <ProblemWords problem={problem} />
      <p>{t("queue.status.kept")}</p>
      {failingSince === null ? null : (
        <p>
          {t("queue.status.since")} <Moment at={failingSince} />
        </p>
      )}
      {nextTryAt === null ? null : (
        <p>
          {t("queue.status.next")} <Moment at={nextTryAt} />
        </p>
      )}
    </Banner>
  );
}

/** A message that this source may not take. */
export function LeftBanner({ left }: { readonly left: LeftView }) {
  const { t, i18n } = useTranslation();
  const { messageId, bytes, mostBytes, at } = left;
  const figure = (count: number) => count.toLocaleString(i18n.language);
  return (
    <Banner tone="warning" title={t("queue.left.title")}>
      <p>
        {t("queue.left.body", { bytes: figure(bytes), most: figure(mostBytes) })} <Moment at={at} />
      </p>
      <p>{t("queue.left.id", { id: messageId })}</p>
    </Banner>
  );
}

/** What a test found. */
export function TestBanner({ test }: { readonly test: QueueTest }) {
  const { t } = useTranslation();
  if (test.kind === "problem") {
    return (
      <Banner tone="critical" title={t("queue.test.failed")}>
        <ProblemWords problem={test.problem} />
      </Banner>
    );
  }
  const { waiting } = test;
  return (
    <Banner
      tone="success"
      title={waiting === null ? t("queue.test.fine") : t("queue.test.waiting", { count: waiting })}
    />
  );
}

function ProblemWords({ problem: { code, said: answer } }: { readonly problem: QueueProblem }) {
  const { t } = useTranslation();
  const said = useSaid();
  return (
    <>
      <p>{t(`queue.problem.${code}`)}</p>
      {answer === "" ? null : <p>{t("queue.said", { said: said(answer) })}</p>}
    </>
  );
}
