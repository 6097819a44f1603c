import { Badge } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { EndpointState } from "./view.ts";

const TONES = { active: "success", paused: "attention", stopped: "critical" } as const;

export function EndpointStateBadge({ state }: { readonly state: EndpointState }) {
  const { t } = useTranslation();
  return <Badge tone={TONES[state]}>{t(`sources.state.${state}`)}</Badge>;
}
