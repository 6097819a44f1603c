import "@shopify/ui-extensions/preact";
import type { CustomerStatus } from "../../../app/domain/order-status/customer-status.ts";
import { timeText } from "../time-text.ts";
import type { CustomerHost } from "./host.ts";
import { Packages } from "./packages.tsx";
import { useStatus } from "./use-status.ts";

/** Where an order is, for the customer who bought it. */
export function StatusBlock({ host }: { readonly host: CustomerHost }) {
  const answer = useStatus(host);
  return (
    <s-section heading={host.translate("title")}>
      <s-stack gap="base">{body(host, answer)}</s-stack>
    </s-section>
  );
}

function body(host: CustomerHost, answer: ReturnType<typeof useStatus>) {
  if (answer === null) return <s-skeleton-paragraph />;
  switch (answer.kind) {
    case "known":
      return <Known host={host} status={answer.status} />;
    case "unknown":
      return <s-text>{host.translate("unknown")}</s-text>;
    case "down":
      return <LastSeen host={host} />;
  }
}

function Known({ host, status }: { readonly host: CustomerHost; readonly status: CustomerStatus }) {
  const { translate } = host;
  return (
    <s-stack gap="base">
      {status.isChecking ? <Checking host={host} /> : null}
      {status.milestones.length === 0 ? <s-text>{translate("nothingYet")}</s-text> : null}
      {status.milestones.map(({ milestone, at }) => (
        <s-stack key={milestone} direction="inline" gap="small" alignItems="center">
          <s-badge tone={milestone === status.milestone ? "auto" : "neutral"}>
            {translate(`milestone.${milestone}`)}
          </s-badge>
          <s-time dateTime={at}>{timeText(at, host)}</s-time>
        </s-stack>
      ))}
      <Packages host={host} packages={status.packages} count={status.packageCount} />
    </s-stack>
  );
}

function Checking({ host }: { readonly host: CustomerHost }) {
  return (
    <s-banner tone="info" heading={host.translate("checking.title")}>
      <s-text>{host.translate("checking.body")}</s-text>
    </s-banner>
  );
}

/** What the app wrote on the order before it stopped answering, with how old that is. */
function LastSeen({ host }: { readonly host: CustomerHost }) {
  const { lastKnown, translate } = host;
  if (lastKnown === null) return <s-text>{translate("down")}</s-text>;
  const { milestone, confirmedAt, isChecking } = lastKnown;
  return (
    <s-stack gap="base">
      {isChecking ? <Checking host={host} /> : null}
      <s-badge>{translate(`milestone.${milestone}`)}</s-badge>
      <s-text color="subdued">
        {confirmedAt === null
          ? translate("asOfUnknown")
          : translate("asOf", { time: timeText(confirmedAt, host) })}
      </s-text>
    </s-stack>
  );
}
