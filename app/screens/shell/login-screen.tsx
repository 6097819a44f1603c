import { Button, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { TitledCard } from "../parts/titled-card.tsx";

/** What somebody sees who opens the app outside of the Shopify admin. */
export function LoginScreen() {
  const { t } = useTranslation();
  return (
    <Page narrowWidth>
      <TitledCard title={t("shell.login.title")}>
        <Text as="p">{t("shell.login.body")}</Text>
        <div>
          <Button url="https://admin.shopify.com" variant="primary">
            {t("shell.login.open")}
          </Button>
        </div>
      </TitledCard>
    </Page>
  );
}
