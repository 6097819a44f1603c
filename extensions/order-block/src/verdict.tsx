import type { StaffStatus } from "../../../app/domain/order-status/staff-status.ts";
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
  const { zone, code, detail, needs } = verdict;
  return (
    <s-banner
      tone={needs === "person" ? "critical" : "warning"}
      heading={translate(`block.${code}.title`)}
    >
      <s-stack gap="small">
        <s-badge>{translate(`zone.${zone}`)}</s-badge>
        {detail === "" ? null : <s-text>{detail}</s-text>}
        <s-text>{translate("who", { who: translate(`block.${code}.who`) })}</s-text>
        <s-text>{translate(`block.${code}.action`)}</s-text>
        {blockedSince === null ? null : (
          <s-text color="subdued">
            {translate("blockedSince", { time: timeText(blockedSince, host) })}
          </s-text>
        )}
      </s-stack>
    </s-banner>
  );
}
