import type { StaffStatus } from "../../../app/domain/order-status/staff-status.ts";
import type { TimeStyle } from "../../shared/time-text.ts";
import { Systems } from "./systems.tsx";
import { useStaffStatus } from "./use-staff-status.ts";
import { Verdict } from "./verdict.tsx";

/** What the admin gives to the block. */
export interface BlockHost extends TimeStyle {
  readonly orderNumber: string | null;
  readonly translate: (key: string, values?: Record<string, string | number>) => string;
}

/** Whether an order agrees, and if not, what is wrong and what to do. */
export function OrderBlock({ host }: { readonly host: BlockHost }) {
  const { translate } = host;
  const { answer, look, isLooking } = useStaffStatus(host.orderNumber);
  const status = answer?.kind === "ok" ? answer.value : null;
  return (
    <s-admin-block
      heading={translate("title")}
      collapsedSummary={status === null ? "" : translate(`agreement.${status.agreement}`)}
    >
      <s-stack gap="base">
        {answer === null ? <s-spinner accessibilityLabel={translate("loading")} /> : null}
        {answer?.kind === "refused" ? (
          <Refused host={host} code={answer.code} onAgain={look} />
        ) : null}
        {status === null ? null : (
          <Known
            host={host}
            status={status}
            isLooking={isLooking || status.isLooking}
            onLook={look}
          />
        )}
      </s-stack>
    </s-admin-block>
  );
}

function Refused({
  host: { translate },
  code,
  onAgain,
}: {
  readonly host: BlockHost;
  readonly code: string;
  readonly onAgain: () => void;
}) {
  if (code === "order_unknown") return <s-text>{translate("unknown")}</s-text>;
  return (
    <s-banner tone="critical" heading={translate("failed")}>
      <s-button onClick={onAgain}>{translate("again")}</s-button>
    </s-banner>
  );
}

interface KnownProps {
  readonly host: BlockHost;
  readonly status: StaffStatus;
  readonly isLooking: boolean;
  readonly onLook: () => void;
}

const TONES = {
  pending: "info",
  agreed: "success",
  waiting: "warning",
  needs_person: "critical",
} as const satisfies Record<StaffStatus["agreement"], string>;

function Known({ host, status, isLooking, onLook }: KnownProps) {
  const { translate } = host;
  return (
    <s-stack gap="base">
      <s-stack direction="inline" gap="small">
        <s-badge tone={TONES[status.agreement]}>
          {translate(`agreement.${status.agreement}`)}
        </s-badge>
        {isLooking ? <s-text color="subdued">{translate("looking")}</s-text> : null}
      </s-stack>
      <Verdict host={host} status={status} />
      <Systems host={host} status={status} />
      <s-stack direction="inline" gap="small">
        <s-button disabled={isLooking} onClick={onLook}>
          {translate("look")}
        </s-button>
        <s-link href={`app:${status.page.slice(1)}`}>{translate("open")}</s-link>
      </s-stack>
    </s-stack>
  );
}
