import { useTranslation } from "react-i18next";
import { secondsBetween } from "../../domain/diagnosis/subject.ts";
import type { Instant } from "../../domain/instant.ts";
import { formatSeconds } from "../i18n/format-time.ts";
import { useActorWords } from "../parts/actor-words.ts";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useShop } from "../shell/shop-context.tsx";
import { useConditionWords } from "./condition-words.ts";
import type { IncidentView } from "./view.ts";

/** The last incidents that are over; nothing is shown where there were none. */
export function OverCard({ incidents }: { readonly incidents: readonly IncidentView[] }) {
  const { t } = useTranslation();
  const who = useActorWords();
  const words = useConditionWords();
  const { language } = useShop();
  if (incidents.length === 0) return null;
  const took = (from: Instant, to: Instant) => formatSeconds(secondsBetween(from, to), language);
  return (
    <TitledCard title={t("alerts.over.title")} help={t("alerts.over.help")}>
      <div
        className="handoff-scroll"
        tabIndex={0}
        role="region"
        aria-label={t("alerts.over.title")}
      >
        <table className="handoff-table">
          <thead>
            <tr>
              <th scope="col">{t("alerts.over.what")}</th>
              <th scope="col">{t("alerts.over.opened")}</th>
              <th scope="col">{t("alerts.over.closed")}</th>
              <th scope="col">{t("alerts.over.took")}</th>
              <th scope="col">{t("alerts.over.who")}</th>
            </tr>
          </thead>
          <tbody>
            {incidents.map(({ id, condition, openedAt, closedAt, acknowledged }) => (
              <tr key={id}>
                <td>{words(condition).title}</td>
                <td>
                  <Moment at={openedAt} />
                </td>
                <td>{closedAt === null ? null : <Moment at={closedAt} />}</td>
                <td>{closedAt === null ? null : took(openedAt, closedAt)}</td>
                <td>{acknowledged === null ? t("alerts.over.nobody") : who(acknowledged.by)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </TitledCard>
  );
}
