import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { TestCardProps } from "../screens/sources/test-card.tsx";
import type { action } from "./source.tsx";
import { useArrival } from "./use-arrival.ts";
import { useToast } from "./use-toast.ts";

/** What the card "Does it arrive?" shows and does. */
export function useTestEvent(sourceId: string): Omit<TestCardProps, "canSign" | "isSigned"> {
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof action>();
  const arrival = useArrival(sourceId);
  const sent = fetcher.data?.done === "test" ? fetcher.data : null;
  useToast(sent, sent?.refusal === null ? t("sources.test.sent") : null);
  return {
    arrival,
    isSending: fetcher.state !== "idle",
    refusal: sent?.refusal ?? null,
    onSend: () => {
      fetcher.submit({ action: "test" }, { method: "post", action: `/sources/${sourceId}` });
    },
  };
}
