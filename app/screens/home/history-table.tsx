import { useTranslation } from "react-i18next";
import type { HourFigures } from "../../domain/history/hour-figures.ts";
import { latencyAt } from "../../domain/history/latency.ts";
import { formatSeconds } from "../i18n/format-time.ts";
import { useShop } from "../shell/shop-context.tsx";
import { CHART_KINDS } from "./chart-kinds.ts";
import { useHourWords } from "./hour-words.ts";
import type { HistoryView } from "./view.ts";

/** The charts' figures as a table, newest first; hours in which nothing came are left out. */
export function HistoryTable({ history }: { readonly history: HistoryView }) {
  const { t } = useTranslation();
  const busy = history.hours.filter(({ received }) => received > 0).reverse();
  return (
    <div
      className="handoff-scroll"
      tabIndex={0}
      role="region"
      aria-label={t(`home.history.title.${history.span}`)}
    >
      <table className="handoff-table handoff-figures">
        <thead>
          <tr>
            <th scope="col">{t("home.history.hour")}</th>
            <th scope="col">{t("home.history.received")}</th>
            {CHART_KINDS.map(({ kind }) => (
              <th scope="col" key={kind}>
                {t(`home.history.kind.${kind}`)}
              </th>
            ))}
            <th scope="col">{t("home.history.half")}</th>
            <th scope="col">{t("home.history.most")}</th>
          </tr>
        </thead>
        <tbody>
          {busy.map((hour) => (
            <HourRow key={hour.hour} hour={hour} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HourRow({ hour }: { readonly hour: HourFigures }) {
  const { language } = useShop();
  const words = useHourWords();
  const number = new Intl.NumberFormat(language);
  const took = (share: number) => {
    const seconds = latencyAt(hour.latencies, share);
    return seconds === null ? "–" : formatSeconds(seconds, language);
  };
  return (
    <tr>
      <th scope="row">{words.whole(hour.hour)}</th>
      <td>{number.format(hour.received)}</td>
      {CHART_KINDS.map(({ kind, countOf }) => (
        <td key={kind}>{number.format(countOf(hour))}</td>
      ))}
      <td>{took(0.5)}</td>
      <td>{took(0.95)}</td>
    </tr>
  );
}
