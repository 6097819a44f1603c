import { useBlocker } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect, useState } from "react";

/** While there is something to lose, the admin asks before another screen is opened. Answers how to say whether there is. */
export function useLeaveGuard(): (isDirty: boolean) => void {
  const shopify = useAppBridge();
  const [isDirty, setDirty] = useState(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== "blocked") return;
    shopify.saveBar.leaveConfirmation().then(
      () => {
        blocker.proceed();
      },
      () => {
        blocker.reset();
      },
    );
  }, [blocker, shopify]);
  return setDirty;
}
