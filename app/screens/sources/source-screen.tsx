import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { Policy } from "../../domain/plan/policy.ts";
import { proofOf } from "../../domain/source/preset-proof.ts";
import type { FieldError } from "../../domain/source/source-form.ts";
import { TwoColumns } from "../parts/two-columns.tsx";
import { AccessCard } from "./access-card.tsx";
import { type AcceptedDrift, DriftCard } from "./drift-card.tsx";
import { EndpointCard } from "./endpoint-card.tsx";
import { MappingCard } from "./mapping-card.tsx";
import { PolicyCard } from "./policy-card.tsx";
import { PollingCard } from "./polling-card.tsx";
import { QueueCard } from "./queue-card.tsx";
import type { UsedProposal } from "./proposal-button.tsx";
import { RejectionsCard } from "./rejections-card.tsx";
import { RemoveCard } from "./remove-card.tsx";
import { SecretsCard } from "./secrets-card.tsx";
import { StatusMapCard } from "./status-map-card.tsx";
import { TestCard, type TestCardProps } from "./test-card.tsx";
import { StateCard } from "./state-card.tsx";
import type { EndpointState, SourceDetail } from "./view.ts";
import { WebhookReportsCard } from "./webhook-reports-card.tsx";

export const SOURCE_ACTIONS = [
  "rotate",
  "enter-secret",
  "recheck",
  "policy",
  "accept-drift",
  "use-proposal",
  "state",
  "remove",
] as const;
export type SourceAction = (typeof SOURCE_ACTIONS)[number];

export interface SourceScreenProps {
  readonly source: SourceDetail;
  readonly freshSecret: string | null;
  readonly test: Omit<TestCardProps, "canSign" | "isSigned">;
  /** What is being saved now. */
  readonly saving: SourceAction | null;
  /** Why the last save was refused. */
  readonly error: FieldError | null;
  /** What was wrong in it, by the path of the field. */
  readonly fieldErrors: Readonly<Record<string, FieldError>>;
  readonly onRotate: () => void;
  readonly onEnterSecret: (secret: string) => void;
  readonly onRecheck: () => void;
  readonly onUseProposal: (proposal: UsedProposal) => void;
  readonly onAcceptDrift: (drift: AcceptedDrift) => void;
  readonly onState: (state: EndpointState) => void;
  readonly onRemove: () => void;
  readonly onSavePolicy: (policy: Policy) => void;
  readonly onDirty: (isDirty: boolean) => void;
}

/** One source: its endpoint, secrets, mapping and policy, and what it got wrong. */
export function SourceScreen(props: SourceScreenProps) {
  const { t } = useTranslation();
  const { source, error, fieldErrors } = props;
  const isSaidBesideField = fieldErrors["secret"] !== undefined;
  return (
    <Page
      title={source.name}
      backAction={{ content: t("sources.title"), url: "/sources" }}
      secondaryActions={[
        { content: t("sources.detail.messages"), url: `/messages?source=${source.id}` },
        { content: t("publish.versionsTitle"), url: `/sources/${source.id}/versions` },
      ]}
    >
      <BlockStack gap="400">
        {error === null || isSaidBesideField ? null : (
          <Banner tone="critical" title={t(`sources.error.${error}`, { most: 0 })} />
        )}
        <TwoColumns main={<MainCards {...props} />} aside={<SideCards {...props} />} />
      </BlockStack>
    </Page>
  );
}

function MainCards(props: SourceScreenProps) {
  const { source, saving, fieldErrors, onAcceptDrift, onUseProposal, onSavePolicy, onDirty } =
    props;
  return (
    <BlockStack gap="400">
      <EndpointCard source={source} />
      {source.mapping === null ? null : (
        <StatusMapCard
          sourceId={source.id}
          statusMap={source.mapping.statusMap}
          unmapped={source.unmappedStatuses}
          stopped={source.stoppedMessages}
        />
      )}
      <RejectionsCard
        rejections={source.rejections}
        isChecking={saving === "recheck"}
        onRecheck={props.onRecheck}
      />
      <DriftCard
        shape={source.shape}
        isAccepting={saving === "accept-drift" || saving === "use-proposal"}
        onAccept={onAcceptDrift}
        onUse={onUseProposal}
      />
      <MappingCard sourceId={source.id} mapping={source.mapping} />
      <PolicyCard
        key={JSON.stringify(source.policy)}
        role={source.role}
        saved={source.policy}
        isSaving={saving === "policy"}
        refused={fieldErrors}
        onSave={onSavePolicy}
        onDirty={onDirty}
      />
    </BlockStack>
  );
}

function SideCards(props: SourceScreenProps) {
  const { source, saving, freshSecret, test, fieldErrors, onRotate, onEnterSecret } = props;
  const proof = proofOf(source.endpoint.scheme);
  const queue = <QueueCard sourceId={source.id} queue={source.queue} />;
  return (
    <BlockStack gap="400">
      {source.queue.isNeeded ? (
        queue
      ) : (
        <TestCard {...test} canSign={source.canSign} isSigned={proof !== "none"} />
      )}
      <AccessCard
        sourceId={source.id}
        access={source.access}
        isNeeded={source.mapping?.mapping.fetch !== undefined}
      />
      <PollingCard sourceId={source.id} polling={source.polling} />
      {source.queue.isNeeded ? null : queue}
      {source.reports === null ? null : <WebhookReportsCard reports={source.reports} />}
      {proof === "secret" ? (
        <SecretsCard
          secrets={source.secrets}
          fresh={freshSecret}
          isRotating={saving === "rotate"}
          onRotate={onRotate}
          entering={{
            isSaving: saving === "enter-secret",
            error: fieldErrors["secret"] ?? null,
            onEnter: onEnterSecret,
          }}
        />
      ) : null}
      <StateCard
        state={source.endpoint.state}
        isSaving={saving === "state"}
        onState={props.onState}
      />
      <RemoveCard name={source.name} isRemoving={saving === "remove"} onRemove={props.onRemove} />
    </BlockStack>
  );
}
