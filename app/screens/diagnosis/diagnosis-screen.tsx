import { Badge, Banner, BlockStack, InlineGrid, InlineStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { PointFixAction } from "../../domain/discrepancy/point-fixes.ts";
import { formatSeconds } from "../i18n/format-time.ts";
import { FactList } from "../parts/fact-list.tsx";
import { HelpFooter } from "../parts/help-footer.tsx";
import { NothingYet } from "../parts/nothing-yet.tsx";
import { Moment } from "../parts/moment.tsx";
import { ResourceLink } from "../parts/resource-link.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useShop } from "../shell/shop-context.tsx";
import { DiscrepancyList, type DiscrepancyListProps } from "./discrepancy-list.tsx";
import type { DiagnosisView, ZoneCount } from "./view.ts";

export interface DiagnosisScreenProps extends Omit<DiscrepancyListProps, "view"> {
  readonly view: DiagnosisView;
}

/** The signals, where handoffs break, and the orders behind them. */
export function DiagnosisScreen(props: DiagnosisScreenProps) {
  const { t } = useTranslation();
  const { view } = props;
  return (
    <Page title={t("diagnosis.title")} subtitle={t("diagnosis.subtitle")}>
      {view.hasSources ? <Findings {...props} /> : <NoSources />}
      <HelpFooter page="where-a-handoff-breaks" />
    </Page>
  );
}

function NoSources() {
  const { t } = useTranslation();
  return (
    <NothingYet
      title={t("diagnosis.empty.title")}
      body={t("diagnosis.empty.body")}
      action={t("diagnosis.empty.action")}
      url="/sources/new"
      isPrimary
    />
  );
}

function Findings(props: DiagnosisScreenProps) {
  const { t } = useTranslation();
  const { view } = props;
  return (
    <BlockStack gap="400">
      {view.isGap ? <Banner tone="critical">{t("diagnosis.signals.gap")}</Banner> : null}
      <InlineGrid columns={{ xs: 1, md: 2 }} gap="400">
        <SignalsCard view={view} />
        <ZonesCard view={view} />
      </InlineGrid>
      <DiscrepancyList {...props} />
      <ExposureCard view={view} />
      <FixesCard view={view} />
    </BlockStack>
  );
}

interface OfView {
  readonly view: DiagnosisView;
}

function SignalsCard({ view }: OfView) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("diagnosis.signals.title")}>
      <BlockStack gap="200">
        {view.meters.map(({ signal, orders, isOn }) => (
          <InlineStack key={signal} gap="200" align="space-between" wrap={false}>
            <Text as="span">{t(`diagnosis.signal.${signal}`)}</Text>
            <InlineStack gap="200" wrap={false}>
              {signal === "grows_with_volume" ? null : (
                <Text as="span" tone="subdued">
                  {t("diagnosis.signals.orders", { count: orders })}
                </Text>
              )}
              <Badge {...(isOn ? { tone: "critical" as const } : {})}>
                {isOn ? t("diagnosis.signals.on") : t("diagnosis.signals.off")}
              </Badge>
            </InlineStack>
          </InlineStack>
        ))}
        {view.trend === null ? null : <TrendLine slope={view.trend.slope} />}
      </BlockStack>
    </TitledCard>
  );
}

function TrendLine({ slope }: { readonly slope: number }) {
  const { t } = useTranslation();
  const { language } = useShop();
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  const shown = Math.round(slope * 100);
  const way = shown > 0 ? "grows" : shown < 0 ? "falls" : "stays";
  return (
    <Text as="p" tone="subdued">
      {t(`diagnosis.signals.trend.${way}`, { slope: number.format(Math.abs(slope)) })}
    </Text>
  );
}

function ZonesCard({ view }: OfView) {
  const { t } = useTranslation();
  const most = Math.max(1, ...view.zones.map(({ recent }) => recent));
  return (
    <TitledCard title={t("diagnosis.zones.title")}>
      <BlockStack gap="300">
        {view.zones.map(({ zone, open, recent, repair }) => (
          <BlockStack key={zone} gap="050">
            <InlineStack align="space-between">
              <Text as="span" fontWeight="semibold">
                {t(`diagnosis.zone.${zone}`)}
              </Text>
              <Text as="span" tone="subdued">
                {`${t("diagnosis.zones.open", { count: open })}, ${t("diagnosis.zones.recent", { count: recent })}`}
              </Text>
            </InlineStack>
            <meter
              className="handoff-meter"
              min={0}
              max={most}
              value={recent}
              aria-label={t(`diagnosis.zone.${zone}`)}
            />
            <Text as="span" tone="subdued">
              {t(`diagnosis.zoneHelp.${zone}`)}
            </Text>
            {repair === null ? null : <RepairLine repair={repair} />}
          </BlockStack>
        ))}
      </BlockStack>
    </TitledCard>
  );
}

/** How long it took from the first sign until the order came through. */
function RepairLine({ repair }: { readonly repair: NonNullable<ZoneCount["repair"]> }) {
  const { t } = useTranslation();
  const { language } = useShop();
  const half = formatSeconds(repair.halfSeconds, language);
  const most = formatSeconds(repair.mostSeconds, language);
  return (
    <Text as="span" tone="subdued">
      {t("diagnosis.zones.repair", { half, most })}
    </Text>
  );
}

function ExposureCard({ view }: OfView) {
  const { t } = useTranslation();
  if (view.exposure.length === 0) return null;
  return (
    <TitledCard title={t("diagnosis.exposure.title")} help={t("diagnosis.exposure.help")}>
      <BlockStack gap="100">
        {view.exposure.map(({ orderRecordId, orderName, since }) => (
          <InlineStack key={orderRecordId} gap="300">
            <ResourceLink url={`/orders/${orderRecordId}`}>{orderName}</ResourceLink>
            <Moment at={since} />
          </InlineStack>
        ))}
      </BlockStack>
    </TitledCard>
  );
}

const FIX_WORDS = {
  "message.replayed": "message_replayed",
  "message.edited": "message_edited",
  "order.looked_again": "order_looked_again",
  "polling.asked_now": "polling_asked_now",
  "run.started": "run_started",
} as const satisfies Readonly<Record<PointFixAction, string>>;

function FixesCard({ view }: OfView) {
  const { t } = useTranslation();
  const { language } = useShop();
  const { pointFixes, isHabit, cost, setting } = view;
  const counted = pointFixes.filter(({ count }) => count > 0);
  if (counted.length === 0) return null;
  const currency = setting.rates?.currency ?? "USD";
  const money = new Intl.NumberFormat(language, { style: "currency", currency });
  return (
    <TitledCard title={t("diagnosis.fixes.title")}>
      <BlockStack gap="300">
        {isHabit ? <Banner tone="warning">{t("diagnosis.fixes.habit")}</Banner> : null}
        <FactList
          facts={counted.map(({ action, count }) => ({
            label: t(`diagnosis.fixes.action.${FIX_WORDS[action]}`),
            value: new Intl.NumberFormat(language).format(count),
          }))}
        />
        {cost === null ? null : (
          <Text as="p">{t("diagnosis.fixes.cost", { total: money.format(cost.total) })}</Text>
        )}
      </BlockStack>
    </TitledCard>
  );
}
