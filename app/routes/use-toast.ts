import { useAppBridge } from "@shopify/app-bridge-react";
import { useEffect } from "react";

/** Shows a message in the admin once for each new `cause`; null causes none. */
export function useToast(cause: unknown, message: string | null): void {
  const shopify = useAppBridge();
  useEffect(() => {
    if (message !== null) shopify.toast.show(message);
    // The same words may be due again for another cause.
  }, [shopify, cause, message]);
}
