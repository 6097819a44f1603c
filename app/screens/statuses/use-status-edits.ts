import { useEffect, useState } from "react";
import {
  edited,
  inverseOf,
  isAdditive,
  NO_EDITS,
  rowsOf,
  type StatusEdits,
  withEdits,
} from "../../domain/mapping/status-lines.ts";
import type { StatusRow } from "../../domain/mapping/status-rows.ts";
import type { StatusPage } from "./view.ts";

interface StatusEditingProps {
  readonly page: StatusPage;
  /** A new value once a save was published. */
  readonly saved: unknown;
  readonly onSave: (rows: readonly StatusRow[]) => void;
  readonly onDirty: (isDirty: boolean) => void;
}

/**
 * What is changed and not saved. It stands beside what is published, so that
 * it survives when somebody else publishes meanwhile; and what was saved last
 * can be taken back.
 */
export function useStatusEdits({ page, saved, onSave, onDirty }: StatusEditingProps) {
  const [edits, setEdits] = useState(NO_EDITS);
  const [undoing, setUndoing] = useState<StatusEdits | null>(null);
  const [undoable, setUndoable] = useState<StatusEdits | null>(null);
  const [isPublishing, setPublishing] = useState(false);
  const { lines } = page;
  const isDirty = edits.size > 0;
  useEffect(() => {
    onDirty(isDirty);
  }, [isDirty, onDirty]);
  useEffect(() => {
    if (saved === null || !isPublishing) return;
    setPublishing(false);
    setEdits(NO_EDITS);
    setUndoable(undoing);
  }, [saved, isPublishing, undoing]);
  const publish = (changes: StatusEdits) => {
    setUndoing(inverseOf(lines, changes));
    setPublishing(true);
    onSave(rowsOf(withEdits(lines, changes)));
  };
  return {
    lines: withEdits(lines, edits),
    isDirty,
    /** Nothing that is in use gets another meaning. */
    isAdditive: isAdditive(lines, edits),
    undoable,
    edit: (row: StatusRow) => {
      setEdits((before) => edited(lines, before, row));
    },
    discard: () => {
      setEdits(NO_EDITS);
    },
    save: () => {
      publish(edits);
    },
    undoSaved: () => {
      if (undoable !== null) publish(undoable);
    },
    forgetSaved: () => {
      setUndoable(null);
    },
  };
}

export type StatusEditing = ReturnType<typeof useStatusEdits>;
