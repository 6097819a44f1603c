import { BlockStack, ChoiceList, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { FilterField } from "../parts/filter-field.tsx";
import { useShop } from "../shell/shop-context.tsx";
import { type ReceivedFilter, TIME_SPANS } from "./view.ts";

export interface ReceivedFieldProps {
  readonly received: ReceivedFilter | null;
  readonly onReceived: (received: ReceivedFilter | null) => void;
}

/** When a message came, lately or between two times on the shop's clock. */
export function useReceivedField(props: ReceivedFieldProps): FilterField {
  const { t } = useTranslation();
  const { received, onReceived } = props;
  return {
    key: "received",
    label: t("messages.filter.time"),
    applied: useReceivedWords(received),
    control: <ReceivedControl {...props} />,
    onClear: () => {
      onReceived(null);
    },
  };
}

function useReceivedWords(received: ReceivedFilter | null): string | null {
  const { t } = useTranslation();
  switch (received?.kind) {
    case undefined:
      return null;
    case "span":
      return t(`messages.filter.${received.span}`);
    case "between": {
      const words = { from: spaced(received.from), to: spaced(received.to) };
      if (received.to === null) return t("messages.filter.fromOn", words);
      return t(received.from === null ? "messages.filter.upTo" : "messages.filter.fromTo", words);
    }
  }
}

function spaced(minute: string | null): string {
  return (minute ?? "").replace("T", " ");
}

function ReceivedControl({ received, onReceived }: ReceivedFieldProps) {
  const { t } = useTranslation();
  const [isBetween, setBetween] = useState(received?.kind === "between");
  const between = [{ value: "between", label: t("messages.filter.between") }];
  const spans = TIME_SPANS.map((value) => ({ value, label: t(`messages.filter.${value}`) }));
  const chosen = isBetween ? ["between"] : received?.kind === "span" ? [received.span] : [];
  return (
    <BlockStack gap="300">
      <ChoiceList
        title={t("messages.filter.time")}
        titleHidden
        choices={[...spans, ...between]}
        selected={chosen}
        onChange={([value]) => {
          const span = TIME_SPANS.find((known) => known === value);
          setBetween(span === undefined);
          if (span !== undefined) onReceived({ kind: "span", span });
        }}
      />
      {isBetween ? <Between received={received} onReceived={onReceived} /> : null}
    </BlockStack>
  );
}

function Between({ received, onReceived }: ReceivedFieldProps) {
  const { t } = useTranslation();
  const { timeZone } = useShop();
  const { from, to } = received?.kind === "between" ? received : { from: null, to: null };
  const change = (next: { readonly from: string | null; readonly to: string | null }) => {
    const isOpen = next.from === null && next.to === null;
    onReceived(isOpen ? null : { kind: "between", ...next });
  };
  return (
    <BlockStack gap="200">
      <TextField
        type="datetime-local"
        label={t("messages.filter.from")}
        value={from ?? ""}
        autoComplete="off"
        onChange={(text) => {
          change({ from: minuteOf(text), to });
        }}
      />
      <TextField
        type="datetime-local"
        label={t("messages.filter.to")}
        helpText={t("messages.filter.zone", { timeZone })}
        value={to ?? ""}
        autoComplete="off"
        onChange={(text) => {
          change({ from, to: minuteOf(text) });
        }}
      />
    </BlockStack>
  );
}

/** Some browsers add seconds. */
function minuteOf(text: string): string | null {
  return text === "" ? null : text.slice(0, 16);
}
