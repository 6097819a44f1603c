import { NavMenu } from "@shopify/app-bridge-react";
import { useTranslation } from "react-i18next";

/** The app's part of the admin's navigation. The first link leads home and is not shown by the admin. */
export function Navigation() {
  const { t } = useTranslation();
  return (
    <NavMenu>
      <a href="/" rel="home">
        {t("shell.appName")}
      </a>
      <a href="/messages">{t("shell.nav.messages")}</a>
      <a href="/orders">{t("shell.nav.orders")}</a>
      <a href="/diagnosis">{t("shell.nav.diagnosis")}</a>
      <a href="/sources">{t("shell.nav.sources")}</a>
      <a href="/reconciliation">{t("reconciliation.title")}</a>
      <a href="/alerts">{t("shell.nav.alerts")}</a>
      <a href="/settings">{t("shell.nav.settings")}</a>
    </NavMenu>
  );
}
