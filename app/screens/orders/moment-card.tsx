import {
  BlockStack,
  Button,
  ButtonGroup,
  Card,
  InlineGrid,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Instant } from "../../domain/instant.ts";
import { LEDGER_CLOCKS } from "../../domain/ledger/past.ts";
import { isLocalMinute, localMinuteOf } from "../../domain/local-time.ts";
import { Moment } from "../parts/moment.tsx";
import { useShop } from "../shell/shop-context.tsx";
import { pastUrl } from "./past-url.ts";
import type { PastOrder } from "./view.ts";

export interface MomentCardProps {
  readonly past: PastOrder;
  /** Goes to an address of the app. */
  readonly onGo: (url: string) => void;
}

/** Which moment is shown, and the ways to another. */
export function MomentCard({ past, onGo }: MomentCardProps) {
  const { t } = useTranslation();
  const { at, by } = past.moment;
  const counted = { shown: past.shown, count: past.total };
  return (
    <Card>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h2" variant="headingMd">
            <Moment at={at} />
          </Text>
          <Text as="p" tone="subdued">
            {`${t(`orders.past.meaning.${by}`)} ${t("orders.past.counted", counted)}`}
          </Text>
        </BlockStack>
        <MomentForm key={`${at} ${by}`} past={past} onGo={onGo} />
      </BlockStack>
    </Card>
  );
}

function MomentForm({ past, onGo }: MomentCardProps) {
  const { t } = useTranslation();
  const { id, moment } = past;
  const { timeZone } = useShop();
  const [minute, setMinute] = useState(localMinuteOf(moment.at, timeZone));
  const [isWrong, setWrong] = useState(false);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setWrong(!isLocalMinute(minute));
        if (isLocalMinute(minute)) onGo(pastUrl(id, minute, moment.by));
      }}
    >
      <BlockStack gap="300">
        <InlineGrid columns={{ xs: 1, md: 2 }} gap="300">
          <TextField
            type="datetime-local"
            label={t("orders.past.time")}
            helpText={t("orders.past.zone", { timeZone })}
            value={minute}
            autoComplete="off"
            {...(isWrong ? { error: t("orders.past.noTime") } : {})}
            // Some browsers add seconds.
            onChange={(text) => {
              setMinute(text.slice(0, 16));
            }}
          />
          <Select
            label={t("orders.past.by")}
            value={moment.by}
            options={LEDGER_CLOCKS.map((value) => {
              return { value, label: t(`orders.past.clock.${value}`) };
            })}
            onChange={(value) => {
              const by = LEDGER_CLOCKS.find((known) => known === value);
              if (by !== undefined) onGo(pastUrl(id, moment.at, by));
            }}
          />
        </InlineGrid>
        <Ways past={past} />
      </BlockStack>
    </form>
  );
}

/** To the moment that was entered, and along the changes. */
function Ways({ past: { id, moment, earlier, later } }: { readonly past: PastOrder }) {
  const { t } = useTranslation();
  const step = (to: Instant | null) =>
    to === null ? { disabled: true } : { url: pastUrl(id, to, moment.by) };
  return (
    <InlineStack gap="200" align="space-between">
      <Button submit>{t("orders.past.show")}</Button>
      <ButtonGroup>
        <Button {...step(earlier)}>{t("orders.past.earlier")}</Button>
        <Button {...step(later)}>{t("orders.past.later")}</Button>
        <Button url={`/orders/${id}`}>{t("orders.past.now")}</Button>
      </ButtonGroup>
    </InlineStack>
  );
}
