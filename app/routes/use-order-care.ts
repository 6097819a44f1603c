import { useFetcher } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import type { CareAction } from "../screens/orders/care-banners.tsx";
import type { CareQuestion } from "../screens/orders/care-dialog.tsx";
import type { action } from "./order.tsx";
import { useToast } from "./use-toast.ts";

/** Holds, releases and marks, each with its word of what became of it. */
export function useOrderCare() {
  const { t } = useTranslation();
  const fetcher = useFetcher<typeof action>();
  const done = fetcher.data?.care ?? null;
  useToast(fetcher.data, done === null ? null : t(`flow.done.${done}`));
  const asked = fetcher.formData?.get("action");
  const busy: CareAction | null = asked === "release" || asked === "reviewed" ? asked : null;
  return {
    busy,
    hasActed: done === "held" || done === "released",
    onCare: (what: CareAction) => {
      fetcher.submit({ action: what }, { method: "post" });
    },
    onAsk: (question: CareQuestion, words: string) => {
      fetcher.submit({ action: question, words }, { method: "post" });
    },
  };
}
