import { useTranslation } from "react-i18next";
import { useShop } from "../shell/shop-context.tsx";
import { useShare } from "./share.ts";
import { useTimeWords } from "./time-words.ts";
import type { LossView } from "./view.ts";

/** The chart's figures as a table, newest first; times in which nothing changed are left out. */
export function LossTable({ loss }: { readonly loss: LossView }) {
  const { t } = useTranslation();
  const words = useTimeWords(loss.span);
  const share = useShare();
  const number = new Intl.NumberFormat(useShop().language);
  const busy = loss.times.filter(({ changes }) => changes > 0).reverse();
  return (
    <div
      className="handoff-scroll"
      tabIndex={0}
      role="region"
      aria-label={t("reconciliation.loss.title")}
    >
      <table className="handoff-table handoff-figures">
        <thead>
          <tr>
            <th scope="col">{t("reconciliation.loss.time")}</th>
            <th scope="col">{t("reconciliation.loss.changes")}</th>
            <th scope="col">{t("reconciliation.loss.polledFirst")}</th>
            <th scope="col">{t("reconciliation.loss.pushedLater")}</th>
            <th scope="col">{t("reconciliation.loss.rate")}</th>
          </tr>
        </thead>
        <tbody>
          {busy.map(({ at, ...sum }) => (
            <tr key={at}>
              <th scope="row">{words.whole(at)}</th>
              <td>{number.format(sum.changes)}</td>
              <td>{number.format(sum.polledFirst)}</td>
              <td>{number.format(sum.pushedLater)}</td>
              <td>{share(sum)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
