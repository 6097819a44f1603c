import { Card } from "@shopify/polaris";
import { useState } from "react";
import { matching } from "../../domain/mapping/status-lines.ts";
import type { Meaning, StatusRow } from "../../domain/mapping/status-rows.ts";
import { isOver } from "../../domain/run/run.ts";
import type { RunView } from "../runs/view.ts";
import { type AskedMeaning, MapQuestion } from "./map-question.tsx";
import { EVERYTHING, StatusSearch } from "./status-search.tsx";
import { StatusTable } from "./status-table.tsx";
import type { StatusEditing } from "./use-status-edits.ts";
import type { StatusPage } from "./view.ts";

export interface StatusCardProps {
  readonly page: StatusPage;
  readonly editing: StatusEditing;
  readonly isSaving: boolean;
  readonly replay: { readonly run: RunView | null };
  readonly onMapAndReplay: (row: { readonly status: string; readonly meaning: Meaning }) => void;
  readonly onReplay: (status: string) => void;
}

/** The statuses with a search, and the question before anything is replayed. */
export function StatusCard(props: StatusCardProps) {
  const { page, editing, isSaving, replay } = props;
  const [looked, setLooked] = useState(EVERYTHING);
  const [asked, setAsked] = useState<AskedMeaning | null>(null);
  const publishedOf = (name: string) => page.lines.find((line) => line.name === name);
  const choose = (row: StatusRow & { readonly name: string }) => {
    const line = publishedOf(row.name);
    const isStopping = line?.meaning === "" && (line.use?.stopped ?? 0) > 0;
    if (isStopping && row.meaning !== "") setAsked({ line, meaning: row.meaning });
    else editing.edit(row);
  };
  return (
    <Card padding="0">
      <Question {...props} asked={asked} onAnswered={setAsked} />
      <StatusSearch lines={editing.lines} looked={looked} onLook={setLooked} />
      <StatusTable
        lines={matching(editing.lines, looked)}
        rules={{ role: page.source.role, policy: page.policy }}
        isBusy={isSaving || (replay.run !== null && !isOver(replay.run.state))}
        onChoose={({ name, status }, meaning) => {
          choose({ name, status, meaning });
        }}
        onUndo={({ name, status }) => {
          editing.edit({ status, meaning: publishedOf(name)?.meaning ?? "" });
        }}
        onReplay={(line) => {
          if (line.meaning !== "") setAsked({ line, meaning: line.meaning });
        }}
        onClear={() => {
          setLooked(EVERYTHING);
        }}
      />
    </Card>
  );
}

interface QuestionProps extends StatusCardProps {
  readonly asked: AskedMeaning | null;
  readonly onAnswered: (asked: null) => void;
}

function Question(props: QuestionProps) {
  const { asked, page, editing, onAnswered, onMapAndReplay, onReplay } = props;
  return (
    <MapQuestion
      asked={asked}
      rules={{ role: page.source.role, policy: page.policy }}
      onConfirm={({ line, meaning }) => {
        onAnswered(null);
        if (line.meaning === "") onMapAndReplay({ status: line.status, meaning });
        else onReplay(line.name);
      }}
      onKeep={({ line, meaning }) => {
        onAnswered(null);
        editing.edit({ status: line.status, meaning });
      }}
      onClose={() => {
        onAnswered(null);
      }}
    />
  );
}
