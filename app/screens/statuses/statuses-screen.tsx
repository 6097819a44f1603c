import { Banner, BlockStack, Page } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Meaning, StatusRow } from "../../domain/mapping/status-rows.ts";
import type { FieldError } from "../../domain/source/source-form.ts";
import { ContextualSaveBar } from "../parts/contextual-save-bar.tsx";
import { HelpFooter } from "../parts/help-footer.tsx";
import { NothingYet } from "../parts/nothing-yet.tsx";
import { RunCard } from "../runs/run-card.tsx";
import type { RunView } from "../runs/view.ts";
import { AddStatus } from "./add-status.tsx";
import { StatusCard } from "./status-card.tsx";
import { type StatusEditing, useStatusEdits } from "./use-status-edits.ts";
import type { StatusPage } from "./view.ts";

export interface StatusesScreenProps {
  readonly page: StatusPage;
  readonly isSaving: boolean;
  /** A new value once a save was published; null while none was. */
  readonly saved: unknown;
  /** Why the last save was refused. */
  readonly error: FieldError | null;
  /** The replay of what stopped at a status. */
  readonly replay: {
    /** Null where none was started. */
    readonly run: RunView | null;
    readonly isCancelling: boolean;
    readonly onCancel: () => void;
  };
  readonly onSave: (rows: readonly StatusRow[]) => void;
  /** Publishes one status more, and replays what stopped at it. */
  readonly onMapAndReplay: (row: { readonly status: string; readonly meaning: Meaning }) => void;
  readonly onReplay: (status: string) => void;
  readonly onDirty: (isDirty: boolean) => void;
}

/** What each status of a source means: every one that it ever sent, and those that it may send. */
export function StatusesScreen(props: StatusesScreenProps) {
  const { t } = useTranslation();
  const { source, version } = props.page;
  if (version !== null) return <StatusEditor {...props} version={version} />;
  const url = `/sources/${source.id}`;
  return (
    <Page title={t("statuses.title")} backAction={{ content: source.name, url }}>
      <NothingYet
        title={t("statuses.noMapping.title")}
        body={t("statuses.noMapping.body")}
        action={t("statuses.noMapping.action")}
        url={url}
      />
    </Page>
  );
}

function StatusEditor(props: StatusesScreenProps & { readonly version: number }) {
  const { t } = useTranslation();
  const { page, isSaving } = props;
  const { source, policy } = page;
  const editing = useStatusEdits(props);
  const [isAdding, setAdding] = useState(false);
  const setOpen = (isOpen: boolean) => () => {
    setAdding(isOpen);
  };
  return (
    <Page
      title={t("statuses.title")}
      subtitle={t("statuses.subtitle", { source: source.name })}
      backAction={{ content: source.name, url: `/sources/${source.id}` }}
      secondaryActions={[{ content: t("statuses.add"), onAction: setOpen(true) }]}
    >
      <ContextualSaveBar
        id="statuses"
        isDirty={editing.isDirty}
        isSaving={isSaving}
        onSave={editing.save}
        onDiscard={editing.discard}
      />
      <AddStatus
        isOpen={isAdding}
        lines={editing.lines}
        rules={{ role: source.role, policy }}
        onAdd={(row) => {
          setAdding(false);
          editing.edit(row);
        }}
        onClose={setOpen(false)}
      />
      <BlockStack gap="400">
        <News {...props} editing={editing} />
        <StatusCard {...props} editing={editing} />
      </BlockStack>
      <HelpFooter page="map-an-unknown-status" />
    </Page>
  );
}

interface NewsProps extends StatusesScreenProps {
  readonly version: number;
  readonly editing: StatusEditing;
}

/** What came of the last save, and how far a replay is. */
function News({ error, isSaving, replay, version, editing }: NewsProps) {
  const { t } = useTranslation();
  return (
    <>
      {error === null ? null : (
        <Banner tone="critical" title={t(`sources.error.${error}`, { most: 0 })}>
          {error === "outdated" ? t("statuses.outdated") : null}
        </Banner>
      )}
      {editing.isAdditive ? null : <Banner tone="info">{t("statuses.testedFirst")}</Banner>}
      {editing.undoable === null ? null : (
        <Banner
          tone="success"
          title={t("sources.detail.published", { version })}
          onDismiss={editing.forgetSaved}
          action={{
            content: t("statuses.undo"),
            onAction: editing.undoSaved,
            loading: isSaving,
          }}
        />
      )}
      {replay.run === null ? null : (
        <RunCard
          title={t("statuses.replayTitle")}
          run={replay.run}
          isCancelling={replay.isCancelling}
          onCancel={replay.onCancel}
        />
      )}
    </>
  );
}
