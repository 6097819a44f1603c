import {
  ActionList,
  Badge,
  Box,
  Button,
  ButtonGroup,
  InlineStack,
  Popover,
  type PopoverPublicAPI,
  Text,
} from "@shopify/polaris";
import { ChevronLeftIcon, ChevronRightIcon } from "@shopify/polaris-icons";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Verdict } from "../../domain/mapping/editing/verdict.ts";
import { formatTime } from "../i18n/format-time.ts";
import { useShop } from "../shell/shop-context.tsx";
import type { MessageMark } from "./view.ts";

export interface MessageWalkProps {
  /** The newest first. */
  readonly messages: readonly MessageMark[];
  readonly verdicts: ReadonlyMap<string, Verdict>;
  readonly selected: string | null;
  readonly onSelect: (id: string) => void;
}

/** Goes through the last messages, and says how many of them this mapping cannot read. */
export function MessageWalk({ messages, verdicts, selected, onSelect }: MessageWalkProps) {
  const { t } = useTranslation();
  const at = messages.findIndex(({ id }) => id === selected);
  const failing = messages.filter(({ id }) => verdicts.get(id) === "fails");
  const go = (mark: MessageMark | undefined) => () => {
    if (mark !== undefined) onSelect(mark.id);
  };
  const next =
    failing.find(({ id }) => messages.findIndex((one) => one.id === id) > at) ?? failing[0];
  return (
    <Box paddingInline={{ xs: "400", sm: "0" }}>
      <InlineStack gap="300" blockAlign="center">
        <ButtonGroup variant="segmented">
          <Button
            icon={ChevronLeftIcon}
            disabled={at <= 0}
            accessibilityLabel={t("mapping.walk.newer")}
            onClick={go(messages[at - 1])}
          />
          <Choice {...{ messages, verdicts, selected, onSelect }} at={at} />
          <Button
            icon={ChevronRightIcon}
            disabled={at >= messages.length - 1}
            accessibilityLabel={t("mapping.walk.older")}
            onClick={go(messages[at + 1])}
          />
        </ButtonGroup>
        <span aria-live="polite">
          {verdicts.size < messages.length ? (
            <Text as="span" tone="subdued">
              {t("mapping.walk.checking", { done: verdicts.size, count: messages.length })}
            </Text>
          ) : (
            <Badge tone={failing.length === 0 ? "success" : "critical"}>
              {failing.length === 0
                ? t("mapping.walk.allWork", { count: messages.length })
                : t("mapping.walk.fail", { failing: failing.length, count: messages.length })}
            </Badge>
          )}
        </span>
        {failing.length === 0 ? null : (
          <Button variant="plain" onClick={go(next)}>
            {t("mapping.walk.nextFailing")}
          </Button>
        )}
      </InlineStack>
    </Box>
  );
}

function Choice(props: MessageWalkProps & { readonly at: number }) {
  const { messages, verdicts, onSelect, at } = props;
  const { t } = useTranslation();
  const shop = useShop();
  const [isOpen, setOpen] = useState(false);
  const popover = useRef<PopoverPublicAPI>(null);
  const items = messages.map(({ id, receivedAt, isTest }, index) => {
    const verdict = verdicts.get(id);
    return {
      content: formatTime(receivedAt, shop),
      active: index === at,
      helpText: [
        verdict === undefined ? t("mapping.walk.unchecked") : t(`mapping.verdict.${verdict}`),
        ...(isTest ? [t("mapping.walk.test")] : []),
      ].join(", "),
      onAction: () => {
        onSelect(id);
        // Gives the focus back to the button, too.
        popover.current?.close();
      },
    };
  });
  return (
    <Popover
      ref={popover}
      active={isOpen}
      // So that the arrow keys count at once.
      autofocusTarget="first-node"
      onClose={() => {
        setOpen(false);
      }}
      activator={
        <Button
          disclosure
          onClick={() => {
            setOpen(!isOpen);
          }}
        >
          {t("mapping.walk.position", { at: at + 1, count: messages.length })}
        </Button>
      }
    >
      <Popover.Pane>
        <ActionList actionRole="menuitem" items={items} />
      </Popover.Pane>
    </Popover>
  );
}
