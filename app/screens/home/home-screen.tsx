import { BlockStack, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { HistoryCard } from "./history-card.tsx";
import { CardBoundary } from "../parts/card-boundary.tsx";
import { MissingScopes } from "../settings/missing-scopes.tsx";
import { ProblemsCard } from "./problems-card.tsx";
import { SetupGuide } from "./setup-guide.tsx";
import { setupSteps } from "./setup-steps.ts";
import type { HistorySpan, HomeView } from "./view.ts";

export interface HomeScreenProps {
  readonly home: HomeView;
  readonly isGuideHidden: boolean;
  readonly onHideGuide: () => void;
  readonly onShowGuide: () => void;
  readonly onSpan: (span: HistorySpan) => void;
}

/** What is set up, what is wrong, and how the last hours went. */
export function HomeScreen(props: HomeScreenProps) {
  const { home, isGuideHidden, onHideGuide, onShowGuide, onSpan } = props;
  const { t } = useTranslation();
  const isSetUp = setupSteps(home.setup).every(({ isDone }) => isDone);
  const show = { content: t("home.guide.show"), onAction: onShowGuide };
  return (
    <Page
      title={t("home.title")}
      {...(isGuideHidden && !isSetUp ? { secondaryActions: [show] } : {})}
    >
      <BlockStack gap="400">
        <MissingScopes scopes={home.missingScopes} />
        {isSetUp || isGuideHidden ? null : <SetupGuide setup={home.setup} onHide={onHideGuide} />}
        {home.setup.connected === null ? null : (
          <>
            <CardBoundary title={t("home.wrong.title")}>
              <ProblemsCard home={home} />
            </CardBoundary>
            <CardBoundary title={t(`home.history.title.${home.history.span}`)}>
              <HistoryCard history={home.history} onSpan={onSpan} />
            </CardBoundary>
          </>
        )}
      </BlockStack>
    </Page>
  );
}
