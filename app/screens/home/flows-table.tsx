import { BlockStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { HourFigures } from "../../domain/history/hour-figures.ts";
import type { TrafficFigures, TrafficKind } from "../../domain/history/traffic.ts";
import { useShop } from "../shell/shop-context.tsx";

export interface FlowsTableProps {
  /** The messages that came in, all hours together. */
  readonly messages: HourFigures;
  readonly flows: readonly TrafficFigures[];
}

/** Where each flow is looked into. */
const PLACES: Readonly<Record<TrafficKind | "message", string>> = {
  message: "/messages",
  poll: "/sources",
  change: "/orders",
  event: "/settings/subscribers",
};

/** Every flow in and out at a glance: what came through, what is under way, what did not. */
export function FlowsTable({ messages, flows }: FlowsTableProps) {
  const { t } = useTranslation();
  const { applied, unchanged, open, failed } = messages;
  const received = { kind: "message" as const, done: applied + unchanged, open, failed };
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {t("home.flows.title")}
      </Text>
      <div className="handoff-scroll" tabIndex={0} role="region" aria-label={t("home.flows.title")}>
        <table className="handoff-table handoff-figures handoff-flows">
          <thead>
            <tr>
              <th scope="col">{t("home.flows.flow")}</th>
              <th scope="col">{t("home.flows.done")}</th>
              <th scope="col">{t("home.flows.open")}</th>
              <th scope="col">{t("home.flows.failed")}</th>
            </tr>
          </thead>
          <tbody>
            {[received, ...flows].map((figures) => (
              <FlowRow key={figures.kind} figures={figures} />
            ))}
          </tbody>
        </table>
      </div>
    </BlockStack>
  );
}

interface FlowRowProps {
  readonly figures: Omit<TrafficFigures, "kind"> & { readonly kind: keyof typeof PLACES };
}

function FlowRow({ figures: { kind, done, open, failed } }: FlowRowProps) {
  const { t } = useTranslation();
  const { language } = useShop();
  const number = new Intl.NumberFormat(language);
  return (
    <tr>
      <th scope="row">
        <Link url={PLACES[kind]}>{t(`home.flows.kind.${kind}`)}</Link>
      </th>
      <td>{number.format(done)}</td>
      <td>{number.format(open)}</td>
      <td>
        <Text as="span" {...(failed === 0 ? {} : { tone: "critical", fontWeight: "semibold" })}>
          {number.format(failed)}
        </Text>
      </td>
    </tr>
  );
}
