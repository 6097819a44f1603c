import { Badge, Banner, BlockStack, Icon, InlineStack, Link, Text } from "@shopify/polaris";
import {
  AlertTriangleIcon,
  CheckCircleIcon,
  ClockIcon,
  MinusCircleIcon,
} from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";
import { type LedgerClock, timeOf } from "../../domain/ledger/past.ts";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import { isMove } from "./is-move.ts";
import { LedgerCheckBadge } from "./ledger-check-badge.tsx";
import { pastUrl } from "./past-url.ts";
import type { LedgerCheck, LedgerLine } from "./view.ts";

export interface LedgerCardProps {
  readonly orderId: string;
  readonly ledger: readonly LedgerLine[];
  /** Whether it is as it was written; absent where only a part of it is shown. */
  readonly check?: LedgerCheck;
  /** By which time an entry leads to the order as it was. */
  readonly by: LedgerClock;
  /** Where older entries are; null where all are shown. */
  readonly olderUrl: string | null;
}

const MARKS = {
  advanced: { source: CheckCircleIcon, tone: "success" },
  unchanged: { source: MinusCircleIcon, tone: "subdued" },
  superseded: { source: ClockIcon, tone: "subdued" },
  refused: { source: AlertTriangleIcon, tone: "caution" },
} as const satisfies Record<LedgerLine["decision"], object>;

/** Everything that was ever said about the order, as a timeline. */
export function LedgerCard({ orderId, ledger, check, by, olderUrl }: LedgerCardProps) {
  const { t } = useTranslation();
  return (
    <TitledCard
      title={t("orders.detail.ledger")}
      help={t("orders.detail.ledgerHelp")}
      aside={check === undefined ? null : <LedgerCheckBadge check={check} />}
    >
      {check?.kind === "broken" ? <BrokenBanner check={check} /> : null}
      <ol className="handoff-path" aria-label={t("orders.detail.ledger")}>
        {ledger.map((line) => (
          <Entry
            key={line.id}
            line={line}
            url={pastUrl(orderId, timeOf(line, by), by)}
            isBroken={check?.kind === "broken" && check.entryId === line.id}
          />
        ))}
      </ol>
      {olderUrl === null ? null : <Link url={olderUrl}>{t("orders.detail.ledgerMore")}</Link>}
    </TitledCard>
  );
}

function BrokenBanner({ check }: { readonly check: Extract<LedgerCheck, { kind: "broken" }> }) {
  const { t } = useTranslation();
  const { fault, position } = check;
  return (
    <Banner tone="critical" title={t("orders.ledger.brokenTitle", { position })}>
      <p>{`${t(`orders.ledger.fault.${fault}`)} ${t("orders.ledger.brokenAdvice")}`}</p>
    </Banner>
  );
}

interface EntryProps {
  readonly line: LedgerLine;
  /** The order as it was with this entry. */
  readonly url: string;
  readonly isBroken: boolean;
}

function Entry({ line, url, isBroken }: EntryProps) {
  const { t } = useTranslation();
  const said = useSaid();
  const { decision, detail, occurredAt, receivedAt } = line;
  return (
    <li data-decision={decision}>
      <span className="handoff-path-mark">
        <Icon {...MARKS[decision]} accessibilityLabel={t(`words.decision.${decision}`)} />
      </span>
      <BlockStack gap="050">
        <EntryHead line={line} isBroken={isBroken} />
        <Origin line={line} />
        {detail === null ? null : (
          <Text as="p" tone="subdued" breakWord>
            {said(detail)}
          </Text>
        )}
        <InlineStack gap="200">
          {occurredAt === null || occurredAt === receivedAt ? null : (
            <Text as="span" tone="subdued">
              {`${t("orders.detail.happened")} `}
              <Moment at={occurredAt} />
            </Text>
          )}
          <Link url={url} removeUnderline>
            {t("orders.ledger.then")}
          </Link>
        </InlineStack>
      </BlockStack>
    </li>
  );
}

function EntryHead({ line, isBroken }: Pick<EntryProps, "line" | "isBroken">) {
  const { t } = useTranslation();
  const { messageId, receivedAt } = line;
  return (
    <InlineStack gap="200" align="space-between">
      <InlineStack gap="200">
        <Text as="h3" variant="headingSm">
          {useMeaning(line)}
        </Text>
        {isBroken ? <Badge tone="critical">{t("orders.ledger.here")}</Badge> : null}
      </InlineStack>
      <Text as="span" tone="subdued">
        {messageId === null ? (
          <Moment at={receivedAt} />
        ) : (
          <Link url={`/messages/${messageId}`}>
            <Moment at={receivedAt} />
          </Link>
        )}
      </Text>
    </InlineStack>
  );
}

function Origin({ line }: Pick<EntryProps, "line">) {
  const { t } = useTranslation();
  const { decision, sourceName, sourceStatus, via } = line;
  const from = { source: sourceName, via: t(`words.via.${via}`), status: sourceStatus };
  return (
    <Text as="p" tone="subdued" breakWord>
      {t("orders.detail.entry", from)}
      {decision === "advanced" ? null : ` ${t(`orders.detail.decided.${decision}`)}`}
    </Text>
  );
}

/** What was claimed; where it moved the order on, from where. */
function useMeaning(line: LedgerLine): string {
  const { t } = useTranslation();
  const milestone = t(`words.milestone.${line.milestone}`);
  return isMove(line) && line.prior !== null
    ? t("orders.detail.from", { prior: t(`words.milestone.${line.prior}`), milestone })
    : milestone;
}
