import type { StaffStatus } from "../../../app/domain/order-status/staff-status.ts";
import { timeText } from "../../shared/time-text.ts";
import type { BlockHost } from "./block.tsx";

interface SystemsProps {
  readonly host: BlockHost;
  readonly status: StaffStatus;
}

/** What each system says of the order, and the last that was heard of it. */
export function Systems({ host, status }: SystemsProps) {
  const { translate } = host;
  const { storefront, systems } = status;
  return (
    <s-stack gap="small">
      <s-heading>{translate("systems")}</s-heading>
      {systems.map(({ name, role, milestone, status: word, at }) => (
        <s-stack key={name} direction="inline" gap="small">
          <s-text type="strong">{`${name} (${translate(`role.${role}`)})`}</s-text>
          <s-text>
            {milestone === null
              ? translate("nothing")
              : `${translate(`milestone.${milestone}`)}${word === null ? "" : ` (${word})`}`}
          </s-text>
          {at === null ? null : <s-text color="subdued">{timeText(at, host)}</s-text>}
        </s-stack>
      ))}
      <s-stack direction="inline" gap="small">
        <s-text type="strong">{translate("storefront")}</s-text>
        <s-text>
          {storefront === null ? translate("notRead") : fulfillment(host, storefront.status)}
        </s-text>
        {storefront === null ? null : (
          <s-text color="subdued">{timeText(storefront.readAt, host)}</s-text>
        )}
      </s-stack>
      <LastMessage host={host} status={status} />
    </s-stack>
  );
}

function LastMessage({ host, status: { lastMessage } }: SystemsProps) {
  const { translate } = host;
  return (
    <s-stack direction="inline" gap="small">
      <s-text type="strong">{translate("lastMessage")}</s-text>
      <s-text>
        {lastMessage === null
          ? translate("noMessage")
          : translate("lastMessageLine", {
              status: lastMessage.status,
              source: lastMessage.sourceName,
              via: translate(`via.${lastMessage.via}`),
              time: timeText(lastMessage.receivedAt, host),
            })}
      </s-text>
    </s-stack>
  );
}

/** Shopify adds states: one that has no words here is shown as it is. */
function fulfillment({ translate }: BlockHost, status: string): string {
  return KNOWN.includes(status) ? translate(`fulfillmentStatus.${status}`) : status;
}

const KNOWN: readonly string[] = [
  "UNFULFILLED",
  "PARTIALLY_FULFILLED",
  "FULFILLED",
  "IN_PROGRESS",
  "ON_HOLD",
  "SCHEDULED",
];
