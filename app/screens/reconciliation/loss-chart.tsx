import { useTranslation } from "react-i18next";
import { CountBars } from "../parts/chart/count-bars.tsx";
import { useTimeWords } from "./time-words.ts";
import type { LossView } from "./view.ts";

/** Each time's changes, by where they were learnt first; together they are all. */
const SERIES = [
  { kind: "pushedFirst", colour: "var(--p-color-bg-fill-success)" },
  { kind: "late", colour: "var(--p-color-bg-fill-warning)" },
  { kind: "lost", colour: "var(--p-color-bg-fill-critical)" },
] as const;

/** Where the changes of each hour or day were learnt first. */
export default function LossChart({ loss }: { readonly loss: LossView }) {
  const { t } = useTranslation();
  const times = useTimeWords(loss.span);
  return (
    <CountBars
      title={t("reconciliation.loss.chart")}
      series={SERIES.map((one) => ({ ...one, name: t(`reconciliation.loss.kind.${one.kind}`) }))}
      rows={loss.times.map(({ at, changes, polledFirst, pushedLater }) => ({
        at,
        pushedFirst: changes - polledFirst,
        late: pushedLater,
        lost: polledFirst - pushedLater,
      }))}
      times={times}
    />
  );
}
