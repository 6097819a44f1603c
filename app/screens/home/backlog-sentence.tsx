import { Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { BacklogForecast } from "../../domain/history/backlog.ts";
import type { Instant } from "../../domain/instant.ts";
import { formatSeconds } from "../i18n/format-time.ts";
import { useShop } from "../shell/shop-context.tsx";
import { useHourWords } from "./hour-words.ts";

/** When what waits is worked off, or that it grows and when that is too much. */
export function BacklogSentence({ forecast }: { readonly forecast: BacklogForecast | null }) {
  const { t } = useTranslation();
  const { language } = useShop();
  const { whole } = useHourWords();
  if (forecast === null) return null;
  const words = {
    t,
    time: whole,
    length: (seconds: number) => formatSeconds(seconds, language),
  };
  const isBad = forecast.kind === "grows" || forecast.kind === "late";
  return (
    <Text as="p" {...(isBad ? { tone: "caution", fontWeight: "semibold" } : {})}>
      {forecastWords(forecast, words)}
    </Text>
  );
}

interface ForecastWords {
  readonly t: TFunction;
  readonly time: (at: Instant) => string;
  readonly length: (seconds: number) => string;
}

function forecastWords(forecast: BacklogForecast, { t, time, length }: ForecastWords): string {
  const count = forecast.waiting;
  switch (forecast.kind) {
    case "falls":
      return forecast.emptyAt === null
        ? t("home.backlog.fallsSlowly", { count })
        : t("home.backlog.falls", { count, at: time(forecast.emptyAt) });
    case "grows":
      return forecast.lateAt === null
        ? t("home.backlog.growsSlowly", { count })
        : t("home.backlog.grows", {
            count,
            at: time(forecast.lateAt),
            length: length(forecast.tolerableSeconds),
          });
    case "late":
      return t("home.backlog.late", { count, length: length(forecast.tolerableSeconds) });
    case "steady":
      return t("home.backlog.steady", { count, length: length(forecast.seconds) });
  }
}
