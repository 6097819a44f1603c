import { Badge, BlockStack, Box, Card, IndexTable, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { Moment } from "../parts/moment.tsx";
import { TitledCard } from "../parts/titled-card.tsx";
import { useSaid } from "../parts/use-said.ts";
import type { PollLine } from "./view.ts";

/** The last polls: what they read, and what of it was news. */
export function PollsCard({ polls }: { readonly polls: readonly PollLine[] }) {
  const { t } = useTranslation();
  if (polls.length === 0) {
    return (
      <TitledCard title={t("polling.polls.title")}>
        <Text as="p" tone="subdued">
          {t("polling.polls.empty")}
        </Text>
      </TitledCard>
    );
  }
  return (
    <Card padding="0">
      <BlockStack gap="200">
        <Box paddingBlockStart="400" paddingInline="400">
          <Text as="h2" variant="headingMd">
            {t("polling.polls.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("polling.polls.help")}
          </Text>
        </Box>
        <PollTable polls={polls} />
      </BlockStack>
    </Card>
  );
}

function PollTable({ polls }: { readonly polls: readonly PollLine[] }) {
  const { t } = useTranslation();
  return (
    <IndexTable
      selectable={false}
      itemCount={polls.length}
      resourceName={{ singular: t("polling.title"), plural: t("polling.polls.title") }}
      headings={[
        { title: t("polling.polls.at") },
        { title: t("polling.polls.outcome") },
        { title: t("polling.polls.requests"), alignment: "end" },
        { title: t("polling.polls.read"), alignment: "end" },
        { title: t("polling.polls.healed"), alignment: "end" },
        { title: t("polling.polls.late"), alignment: "end" },
        { title: t("polling.polls.known"), alignment: "end" },
      ]}
    >
      {polls.map((poll, index) => (
        <PollRow key={poll.id} poll={poll} index={index} />
      ))}
    </IndexTable>
  );
}

function PollRow({ poll, index }: { readonly poll: PollLine; readonly index: number }) {
  return (
    <IndexTable.Row id={poll.id} position={index}>
      <IndexTable.Cell>
        <Moment at={poll.startedAt} />
      </IndexTable.Cell>
      <IndexTable.Cell>
        <Outcome poll={poll} />
      </IndexTable.Cell>
      {[poll.requests, poll.read, poll.healed, poll.late, poll.known].map((figure, column) => (
        <IndexTable.Cell key={column}>
          <Text as="span" alignment="end" numeric>
            {figure}
          </Text>
        </IndexTable.Cell>
      ))}
    </IndexTable.Row>
  );
}

function Outcome({ poll }: { readonly poll: PollLine }) {
  const { t } = useTranslation();
  const said = useSaid();
  if (poll.endedAt === null) return <Badge tone="info">{t("polling.polls.running")}</Badge>;
  if (poll.problem === null) return <Badge tone="success">{t("polling.polls.fine")}</Badge>;
  return (
    <BlockStack gap="100">
      <span>
        <Badge tone="warning">{t("polling.polls.stopped")}</Badge>
      </span>
      <div className="handoff-narrow-text">
        <Text as="p" tone="subdued">
          {said(poll.problem.detail)}
        </Text>
      </div>
    </BlockStack>
  );
}
