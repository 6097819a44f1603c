import { Banner, BlockStack, Button, ButtonGroup, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { type Block, needsPerson } from "../../domain/plan/block.ts";
import { PICKUP_ANSWERS, type PickupAnswer } from "../../domain/plan/pickup-answer.ts";
import { useAgo } from "../parts/moment.tsx";
import { useSaid } from "../parts/use-said.ts";
import type { OrderDetail } from "./view.ts";

export interface BlocksCardProps {
  readonly order: Pick<OrderDetail, "blocks" | "blockedSince" | "nextLook">;
  readonly isAnswering: boolean;
  readonly onPickupAnswer: (answer: PickupAnswer) => void;
}

/** Why the order cannot go on, since when, and who acts. */
export function BlocksCard({ order, isAnswering, onPickupAnswer }: BlocksCardProps) {
  const { t } = useTranslation();
  const [first, ...others] = order.blocks;
  if (first === undefined) return null;
  const tone = order.blocks.some(needsPerson) ? "warning" : "info";
  return (
    <Banner tone={tone} title={t(`words.block.${first.code}.title`)}>
      <BlockStack gap="300">
        <BlockBody block={first} />
        {others.map((block, index) => (
          <BlockStack key={index} gap="100">
            <Text as="h3" variant="headingSm">
              {t(`words.block.${block.code}.title`)}
            </Text>
            <BlockBody block={block} />
          </BlockStack>
        ))}
        {order.blocks.some(({ code }) => code === "pickup_notice_unknown") ? (
          <PickupQuestion isAnswering={isAnswering} onPickupAnswer={onPickupAnswer} />
        ) : null}
        <NextLook order={order} />
      </BlockStack>
    </Banner>
  );
}

function BlockBody({ block }: { readonly block: Block }) {
  const { t } = useTranslation();
  const said = useSaid();
  return (
    <BlockStack gap="100">
      <Text as="p">{said(block.detail)}</Text>
      <Text as="p">{t(`words.block.${block.code}.action`)}</Text>
      <Text as="p" fontWeight="medium">
        {t("orders.detail.acts", { who: t(`words.block.${block.code}.who`) })}
      </Text>
    </BlockStack>
  );
}

/** Only a person knows whether the customer was told. */
function PickupQuestion({
  isAnswering,
  onPickupAnswer,
}: Pick<BlocksCardProps, "isAnswering" | "onPickupAnswer">) {
  const { t } = useTranslation();
  return (
    <ButtonGroup>
      {PICKUP_ANSWERS.map((answer) => (
        <Button
          key={answer}
          disabled={isAnswering}
          onClick={() => {
            onPickupAnswer(answer);
          }}
        >
          {t(`orders.detail.pickup.${answer}`)}
        </Button>
      ))}
    </ButtonGroup>
  );
}

function NextLook({ order }: Pick<BlocksCardProps, "order">) {
  const { t } = useTranslation();
  const when = useAgo(5);
  const { nextLook, blockedSince } = order;
  const since =
    blockedSince === null ? null : t("orders.detail.blockedSince", { when: when(blockedSince) });
  const next =
    nextLook === null
      ? null
      : nextLook.isDue
        ? t("orders.detail.looking")
        : t("orders.detail.nextLook", { when: when(nextLook.dueAt) });
  return (
    <Text as="p" tone="subdued">
      {[since, next].filter((words) => words !== null).join(" ")}
    </Text>
  );
}
