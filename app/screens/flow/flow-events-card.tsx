import { Badge, type BadgeProps, BlockStack, Button, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { FlowEventState } from "../../domain/flow/triggers.ts";
import { Moment } from "../parts/moment.tsx";
import { ResourceLink } from "../parts/resource-link.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import type { FlowEventView } from "./view.ts";

const TONES: Readonly<Record<FlowEventState, Pick<BadgeProps, "tone">>> = {
  pending: { tone: "info" },
  sending: { tone: "info" },
  started: { tone: "success" },
  unclear: { tone: "attention" },
  refused: { tone: "warning" },
};

/** How somebody has Flow told again of what it did not take. */
export interface TellAgain {
  /** The event that is being put on its way now. */
  readonly busy: string | null;
  readonly onTell: (eventId: string) => void;
}

export interface FlowEventsCardProps extends TellAgain {
  readonly events: readonly FlowEventView[];
}

/** What Shopify Flow was told of last; nothing is shown where that was nothing. */
export function FlowEventsCard({ events, ...telling }: FlowEventsCardProps) {
  const { t } = useTranslation();
  if (events.length === 0) return null;
  return (
    <TitledCard title={t("flow.events.title")} help={t("flow.events.help")}>
      <div
        className="handoff-scroll"
        tabIndex={0}
        role="region"
        aria-label={t("flow.events.title")}
      >
        <table className="handoff-table">
          <thead>
            <tr>
              <th scope="col">{t("flow.events.when")}</th>
              <th scope="col">{t("flow.events.trigger")}</th>
              <th scope="col">{t("flow.events.about")}</th>
              <th scope="col">{t("flow.events.state")}</th>
            </tr>
          </thead>
          <tbody>
            {events.map((event) => (
              <EventRow key={event.id} event={event} {...telling} />
            ))}
          </tbody>
        </table>
      </div>
    </TitledCard>
  );
}

function EventRow({ event, busy, onTell }: TellAgain & { readonly event: FlowEventView }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { trigger, order, sourceName, state, at } = event;
  const why = state === "unclear" ? t("flow.unclear") : said(event.detail ?? "");
  return (
    <tr>
      <td>
        <Moment at={at} />
      </td>
      <td>{t(`flow.trigger.${trigger}`)}</td>
      <td>
        {order === null ? (
          sourceName
        ) : (
          <ResourceLink url={`/orders/${order.id}`}>{order.name}</ResourceLink>
        )}
      </td>
      <td>
        <BlockStack gap="100" inlineAlign="start">
          <Badge {...TONES[state]}>{t(`flow.state.${state}`)}</Badge>
          {why === "" ? null : (
            <Text as="span" tone="subdued" breakWord>
              {why}
            </Text>
          )}
          {state === "refused" ? (
            <Button
              size="slim"
              loading={busy === event.id}
              disabled={busy !== null && busy !== event.id}
              onClick={() => {
                onTell(event.id);
              }}
            >
              {t("flow.tellAgain")}
            </Button>
          ) : null}
        </BlockStack>
      </td>
    </tr>
  );
}
