import { Banner, Box, InlineStack, List, Spinner, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useSaid } from "../parts/use-said.ts";
import type { OrderDetail } from "./view.ts";

/** How the look goes that a person asked for, and what it found. */
export function LookProgress({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation();
  if (order.isAsking || order.nextLook?.isDue === true) {
    return (
      <Box padding="300" background="bg-surface-info" borderRadius="200">
        <div role="status">
          <InlineStack gap="200" blockAlign="center">
            <Spinner size="small" />
            <Text as="span">
              {t(order.isAsking ? "orders.detail.askRunning" : "orders.detail.lookRunning")}
            </Text>
          </InlineStack>
        </div>
      </Box>
    );
  }
  const { agreement, blocks } = order;
  const [block] = blocks;
  const isBlocked = agreement !== "agreed" && block !== undefined;
  const found = isBlocked
    ? t("orders.detail.lookFound.blocked", { what: t(`words.block.${block.code}.title`) })
    : t(`orders.detail.lookFound.${foundOf(agreement)}`);
  return (
    <Banner tone={isBlocked ? "info" : "success"} title={found}>
      <Asked asked={order.asked} />
    </Banner>
  );
}

/** What became of asking the merchant's systems about the order. */
function Asked({ asked }: Pick<OrderDetail, "asked">) {
  const { t } = useTranslation();
  const said = useSaid();
  if (asked.length === 0) return null;
  return (
    <List>
      {asked.map(({ name, state, problem }) => (
        <List.Item key={name}>
          {t(`orders.detail.asked.${state}`, {
            source: name,
            problem: problem === null ? "" : said(problem),
          })}
        </List.Item>
      ))}
    </List>
  );
}

function foundOf(agreement: OrderDetail["agreement"]): "agreed" | "unsettled" {
  return agreement === "agreed" ? "agreed" : "unsettled";
}
