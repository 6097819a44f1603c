import { ChoiceList } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { TitledCard } from "../parts/titled-card.tsx";
import type { EndpointFieldsProps } from "./endpoint-screen.tsx";

/** What is answered to a message that is kept and cannot be read. */
export function UnreadableCard({ form, change }: EndpointFieldsProps) {
  const { t } = useTranslation();
  return (
    <TitledCard title={t("endpoint.unreadable")} help={t("endpoint.unreadableHelp")}>
      <ChoiceList
        title={t("endpoint.unreadableChoice")}
        titleHidden
        choices={[
          { value: "accept", label: t("endpoint.accept"), helpText: t("endpoint.acceptHelp") },
          { value: "reject", label: t("endpoint.reject"), helpText: t("endpoint.rejectHelp") },
        ]}
        selected={[form.unreadable]}
        onChange={([unreadable]) => {
          change({ unreadable: unreadable === "reject" ? "reject" : "accept" });
        }}
      />
    </TitledCard>
  );
}
