import type { StaffStatus, StaffVerdict } from "../../../app/domain/order-status/staff-status.ts";
import { timeText } from "../../shared/time-text.ts";
import type { BlockHost } from "./block.tsx";

/** Where the handoff broke, what exactly, who acts and how. */
export function Verdict({
  host,
  status: { verdict, blockedSince },
}: {
  readonly host: BlockHost;
  readonly status: StaffStatus;
}) {
  const { translate } = host;
  if (verdict === null) return null;
  const { zone, code, owner, needs } = verdict;
  const since = verdict.since ?? blockedSince;
  return (
    <s-banner
      tone={needs === "person" ? "critical" : "warning"}
      heading={translate(`verdict.${code}.title`)}
    >
      <s-stack gap="small">
        <s-badge>{translate(`zone.${zone}`)}</s-badge>
        <Blocked host={host} verdict={verdict} />
        <s-text>{translate("who", { who: translate(`owner.${owner}`) })}</s-text>
        <s-text>{translate(`verdict.${code}.action`)}</s-text>
        {since === null ? null : (
          <s-text color="subdued">
            {translate("blockedSince", { time: timeText(since, host) })}
          </s-text>
        )}
      </s-stack>
    </s-banner>
  );
}

/** What the order itself is blocked by, and what undoes it. */
function Blocked({
  host: { translate },
  verdict: { block, code, detail },
}: {
  readonly host: BlockHost;
  readonly verdict: StaffVerdict;
}) {
  if (block === null) return null;
  const title = translate(`block.${block}.title`);
  return (
    <s-stack gap="small">
      {title === translate(`verdict.${code}.title`) ? null : <s-text>{title}</s-text>}
      {detail === "" ? null : <s-text>{detail}</s-text>}
      <s-text>{translate(`block.${block}.action`)}</s-text>
    </s-stack>
  );
}
