import { Banner, BlockStack, Box, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Instant } from "../../domain/instant.ts";
import { formatTime } from "../i18n/format-time.ts";
import { useActorWords } from "../parts/actor-words.ts";
import { useShop } from "../shell/shop-context.tsx";
import type { OrderCare } from "./view.ts";

export interface CareBannersProps {
  readonly care: OrderCare;
  /** What is being sent now; null where nothing is. */
  readonly busy: CareAction | null;
  readonly onCare: (action: CareAction) => void;
}

export type CareAction = "release" | "reviewed";

/**
 * What somebody asked for beside what the sources say: a hold, a look. Each
 * banner has a box of its own, since Polaris keeps neighbours further apart.
 */
export function CareBanners({ care, busy, onCare }: CareBannersProps) {
  const { t } = useTranslation();
  const { hold, isHoldShown, review } = care;
  const since = useSince();
  return (
    <>
      {hold === null ? null : (
        <Box>
          <Banner
            tone="warning"
            title={t("flow.hold.title")}
            action={{
              content: t("flow.hold.release"),
              loading: busy === "release",
              onAction: () => {
                onCare("release");
              },
            }}
          >
            <BlockStack gap="100">
              {hold.reason === null ? null : <Text as="p">{hold.reason}</Text>}
              <Text as="p">{t(isHoldShown ? "flow.hold.shown" : "flow.hold.notShown")}</Text>
              <Text as="p" tone="subdued">
                {since(hold)}
              </Text>
            </BlockStack>
          </Banner>
        </Box>
      )}
      {review === null ? null : (
        <Box>
          <Banner
            tone="info"
            title={t("flow.review.title")}
            action={{
              content: t("flow.review.done"),
              loading: busy === "reviewed",
              onAction: () => {
                onCare("reviewed");
              },
            }}
          >
            <BlockStack gap="100">
              {review.note === null ? null : <Text as="p">{review.note}</Text>}
              <Text as="p" tone="subdued">
                {since(review)}
              </Text>
            </BlockStack>
          </Banner>
        </Box>
      )}
    </>
  );
}

function useSince() {
  const { t } = useTranslation();
  const who = useActorWords();
  const shop = useShop();
  return ({ by, at }: { readonly by: string; readonly at: Instant }) =>
    t("flow.since", { who: who(by), when: formatTime(at, shop) });
}
