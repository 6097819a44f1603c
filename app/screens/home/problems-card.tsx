import { BlockStack, Icon, InlineStack, Link, Text } from "@shopify/polaris";
import { CheckCircleIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { StateBadge } from "../parts/state-badge.tsx";
import { useReasonTitle } from "../parts/reason.ts";
import { TitledCard } from "../parts/titled-card.tsx";
import type { HomeView } from "./view.ts";

/** What is stuck, by cause, each with the way to it. */
export function ProblemsCard({ home }: { readonly home: HomeView }) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("home.wrong.title")}>
      {isFine(home) ? <AllFine /> : <Causes home={home} />}
    </TitledCard>
  );
}

function isFine({ causes, orders, rejections, openAlerts }: HomeView): boolean {
  const blocked = orders.needsPerson + orders.waiting + openAlerts;
  return causes.length === 0 && blocked === 0 && rejections.length === 0;
}

function AllFine() {
  const { t } = useTranslation();
  return (
    <InlineStack gap="200" wrap={false} blockAlign="start">
      <span>
        <Icon source={CheckCircleIcon} tone="success" />
      </span>
      <Text as="p">{t("home.wrong.fine")}</Text>
    </InlineStack>
  );
}

function Causes({ home }: { readonly home: HomeView }) {
  const { t } = useTranslation();
  const title = useReasonTitle();
  const { orders, rejections, causes } = home;
  return (
    <BlockStack as="ul" gap="300">
      {home.openAlerts > 0 ? (
        <Cause
          title={t("home.wrong.alerts")}
          url="/alerts"
          count={t("home.wrong.alertCount", { count: home.openAlerts })}
        />
      ) : null}
      {orders.needsPerson > 0 ? (
        <Cause
          title={t("home.wrong.person")}
          url="/orders?agreement=needs_person"
          count={t("home.wrong.orders", { count: orders.needsPerson })}
        />
      ) : null}
      {causes.map(({ state, code, count }) => (
        <Cause
          key={`${state} ${code}`}
          title={title(code)}
          state={state}
          url={`/messages?state=${state}&reason=${encodeURIComponent(code)}`}
          count={t("home.wrong.messages", { count })}
        />
      ))}
      {rejections.map(({ sourceId, sourceName, count }) => (
        <Cause
          key={sourceId}
          title={`${t("home.wrong.rejected")}: ${sourceName}`}
          url={`/sources/${sourceId}#rejections`}
          count={t("home.wrong.rejectedCount", { count })}
        />
      ))}
      {orders.waiting > 0 ? (
        <Cause
          title={t("home.wrong.waiting")}
          url="/orders?agreement=waiting"
          count={t("home.wrong.orders", { count: orders.waiting })}
        />
      ) : null}
    </BlockStack>
  );
}

interface CauseProps {
  readonly title: string;
  readonly url: string;
  readonly count: string;
  readonly state?: HomeView["causes"][number]["state"];
}

function Cause({ title, url, count, state }: CauseProps) {
  return (
    <li>
      <InlineStack align="space-between" blockAlign="center" gap="200" wrap={false}>
        <InlineStack gap="200" blockAlign="center">
          <Text as="span">{title}</Text>
          {state === undefined ? null : <StateBadge state={state} />}
        </InlineStack>
        <span className="handoff-unbroken">
          <Link url={url} accessibilityLabel={`${count}: ${title}`}>
            {count}
          </Link>
        </span>
      </InlineStack>
    </li>
  );
}
