import { useCallback, useEffect, useState } from "preact/hooks";
import type { StaffStatus } from "../../../app/domain/order-status/staff-status.ts";
import { type Answer, ask } from "../../shared/admin/ask.ts";

const REFRESH_MILLISECONDS = 2000;
const QUIET_MILLISECONDS = 10_000;

/** The order as Handoff sees it, read again while the page is open, and a way to have Handoff look at once. */
export function useStaffStatus(orderNumber: string | null) {
  const [answer, setAnswer] = useState<Answer<StaffStatus> | null>(null);
  const [isLooking, setIsLooking] = useState(false);
  const read = useCallback(async () => {
    const next: Answer<StaffStatus> =
      orderNumber === null
        ? { kind: "refused", code: "order_unknown" }
        : await ask<StaffStatus>(`orders/${orderNumber}`);
    setAnswer((before) => (next.kind === "refused" && before?.kind === "ok" ? before : next));
  }, [orderNumber]);
  const isMoving = isLooking || (answer?.kind === "ok" && answer.value.isLooking);
  useEffect(() => {
    void read();
    const timer = setInterval(
      () => void read(),
      isMoving ? REFRESH_MILLISECONDS : QUIET_MILLISECONDS,
    );
    return () => {
      clearInterval(timer);
    };
  }, [read, isMoving]);
  const look = useCallback(() => {
    setIsLooking(true);
    void (async () => {
      await ask(`orders/${orderNumber ?? ""}/look-again`, "POST");
      await read();
      setIsLooking(false);
    })();
  }, [orderNumber, read]);
  return { answer, look, isLooking };
}
