import { Banner } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { FAILURES_TO_OPEN } from "../../domain/outgoing/breaker.ts";
import { formatTime } from "../i18n/format-time.ts";
import { useShop } from "../shell/shop-context.tsx";
import type { Detour } from "./view.ts";

/** Where events go now instead of to the first address, why, and until when. */
export function DetourNotice({ detour }: { readonly detour: Detour }) {
  const { t } = useTranslation();
  const shop = useShop();
  const { to, since, probeAt } = detour;
  const times = { since: formatTime(since, shop), probe: formatTime(probeAt, shop) };
  return (
    <Banner tone="warning" title={t(`subscribers.detour.${to}.title`)}>
      <p>{t("subscribers.detour.why", { count: FAILURES_TO_OPEN, ...times })}</p>
      <p>{t(`subscribers.detour.${to}.body`)}</p>
    </Banner>
  );
}
