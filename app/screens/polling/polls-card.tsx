import { Badge, BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import type { PollLine } from "./view.ts";

/** The last polls: what they read, and what of it was news. */
export function PollsCard({ polls }: { readonly polls: readonly PollLine[] }) {
  const { t } = useTranslation();
  if (polls.length === 0) {
    return (
      <TitledCard title={t("polling.polls.title")}>
        <Text as="p" tone="subdued">
          {t("polling.polls.empty")}
        </Text>
      </TitledCard>
    );
  }
  return (
    <TitledCard title={t("polling.polls.title")} help={t("polling.polls.help")}>
      <PollTable polls={polls} />
    </TitledCard>
  );
}

const FIGURES = ["requests", "read", "healed", "late", "known"] as const;

function PollTable({ polls }: { readonly polls: readonly PollLine[] }) {
  const { t } = useTranslation();
  return (
    <div
      className="handoff-scroll"
      tabIndex={0}
      role="region"
      aria-label={t("polling.polls.title")}
    >
      <table className="handoff-table">
        <thead>
          <tr>
            <th scope="col">{t("polling.polls.at")}</th>
            <th scope="col">{t("polling.polls.outcome")}</th>
            {FIGURES.map((figure) => (
              <th key={figure} scope="col" className="handoff-number">
                {t(`polling.polls.${figure}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {polls.map((poll) => (
            <PollRow key={poll.id} poll={poll} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PollRow({ poll }: { readonly poll: PollLine }) {
  return (
    <tr>
      <td className="handoff-unbroken">
        <Moment at={poll.startedAt} />
      </td>
      <td>
        <Outcome poll={poll} />
      </td>
      {FIGURES.map((figure) => (
        <td key={figure} className="handoff-number">
          {poll[figure]}
        </td>
      ))}
    </tr>
  );
}

function Outcome({ poll }: { readonly poll: PollLine }) {
  const { t } = useTranslation();
  const said = useSaid();
  if (poll.endedAt === null) return <Badge tone="info">{t("polling.polls.running")}</Badge>;
  if (poll.problem === null) return <Badge tone="success">{t("polling.polls.fine")}</Badge>;
  return (
    <BlockStack gap="100">
      <span>
        <Badge tone="warning">{t("polling.polls.stopped")}</Badge>
      </span>
      <div className="handoff-narrow-text">
        <Text as="p" tone="subdued">
          {said(poll.problem.detail)}
        </Text>
      </div>
    </BlockStack>
  );
}
