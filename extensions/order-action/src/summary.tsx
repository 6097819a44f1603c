import { useEffect, useState } from "preact/hooks";
import type { StaffStatus } from "../../../app/domain/order-status/staff-status.ts";
import { ask } from "../../shared/admin/ask.ts";
import type { ActionHost } from "./action.tsx";

interface SummaryProps {
  readonly host: ActionHost;
  /** An act is through: the order is another than before, and is read again. */
  readonly isSettled: boolean;
}

/** The order's state as text for a ticket. Where the admin keeps the clipboard closed, it is copied by hand. */
export function Summary({ host: { orderNumber, translate }, isSettled }: SummaryProps) {
  const [summary, setSummary] = useState<string | null>(null);
  const [copied, setCopied] = useState<"yes" | "by_hand" | null>(null);
  useEffect(() => {
    void ask<StaffStatus>(`orders/${orderNumber}`).then((answer) => {
      if (answer.kind !== "ok") return;
      setSummary(answer.value.summary);
      setCopied(null);
    });
  }, [orderNumber, isSettled]);
  if (summary === null) return null;
  return (
    <s-stack gap="small">
      <s-text-area label={translate("summary")} value={summary} readOnly rows={8} />
      <s-stack direction="inline" gap="small">
        <s-button onClick={() => void copy(summary).then(setCopied)}>{translate("copy")}</s-button>
        {copied === null ? null : (
          <s-text>{translate(copied === "yes" ? "copied" : "copyByHand")}</s-text>
        )}
      </s-stack>
    </s-stack>
  );
}

async function copy(text: string): Promise<"yes" | "by_hand"> {
  try {
    await navigator.clipboard.writeText(text);
    return "yes";
  } catch {
    return "by_hand";
  }
}
