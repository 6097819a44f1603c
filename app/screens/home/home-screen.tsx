import { BlockStack, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { DayCard } from "./day-card.tsx";
import { ProblemsCard } from "./problems-card.tsx";
import { SetupGuide } from "./setup-guide.tsx";
import { setupSteps } from "./setup-steps.ts";
import type { HomeView } from "./view.ts";

export interface HomeScreenProps {
  readonly home: HomeView;
  readonly isGuideHidden: boolean;
  readonly onHideGuide: () => void;
  readonly onShowGuide: () => void;
}

/** What is set up and what is wrong. */
export function HomeScreen({ home, isGuideHidden, onHideGuide, onShowGuide }: HomeScreenProps) {
  const { t } = useTranslation();
  const isSetUp = setupSteps(home.setup).every(({ isDone }) => isDone);
  const show = { content: t("home.guide.show"), onAction: onShowGuide };
  return (
    <Page
      title={t("home.title")}
      {...(isGuideHidden && !isSetUp ? { secondaryActions: [show] } : {})}
    >
      <BlockStack gap="400">
        {isSetUp || isGuideHidden ? null : <SetupGuide setup={home.setup} onHide={onHideGuide} />}
        {home.setup.connected === null ? null : (
          <>
            <ProblemsCard home={home} />
            <DayCard home={home} />
          </>
        )}
      </BlockStack>
    </Page>
  );
}
