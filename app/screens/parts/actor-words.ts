import { useTranslation } from "react-i18next";
import { readable } from "./reason.ts";

/** Who did something, in words: a staff member, a workflow of the merchant's, or Handoff or Shopify itself. */
export function useActorWords(): (actor: string) => string {
  const { t } = useTranslation();
  return (actor) => {
    const staff = /^staff (.+)$/.exec(actor)?.[1];
    if (staff !== undefined) return t("settings.audit.staff", { id: staff });
    if (actor === "system") return t("settings.audit.system");
    return actor === "flow" ? t("settings.audit.flow") : readable(actor);
  };
}
