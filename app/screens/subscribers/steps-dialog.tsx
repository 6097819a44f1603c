import { BlockStack, Modal, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { DeliveryStep } from "../../domain/outgoing/delivery-log.ts";
import { Dialog } from "../parts/dialog.tsx";
import { Moment } from "../parts/moment.tsx";
import { useSaid } from "../parts/use-said.ts";
import { type DeliveryView, EVENT_WORDS } from "./view.ts";

export interface StepsDialogProps {
  /** Null where none is open. */
  readonly delivery: DeliveryView | null;
  readonly onClose: () => void;
}

/** What happened to one event, in the order in which it did. */
export function StepsDialog({ delivery, onClose }: StepsDialogProps) {
  const { t } = useTranslation();
  if (delivery === null) return null;
  const event = t(`subscribers.type.${EVENT_WORDS[delivery.type]}`);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("subscribers.deliveries.stepsOf", { event })}
      secondaryActions={[{ content: t("shell.close"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack as="ul" gap="200">
          {delivery.steps.map((step, position) => (
            <StepLine key={position} step={step} />
          ))}
        </BlockStack>
      </Modal.Section>
      <Modal.Section>
        <Text as="p" tone="subdued" breakWord>
          {delivery.eventId}
        </Text>
      </Modal.Section>
    </Dialog>
  );
}

function StepLine({ step: { step, at, way, status, detail } }: { readonly step: DeliveryStep }) {
  const { t } = useTranslation();
  const said = useSaid();
  const answered = status === undefined ? undefined : t("subscribers.answered", { status });
  const more = answered ?? (detail === undefined ? undefined : said(detail));
  return (
    <li>
      <Moment at={at} />{" "}
      {way === undefined ? t(`subscribers.step.${step}`) : t(`subscribers.sentBy.${way}`)}
      {more === undefined ? null : (
        <Text as="span" tone="subdued">
          {" "}
          {more}
        </Text>
      )}
    </li>
  );
}
