import { createContext, useContext } from "react";
import type { Finding } from "../../domain/mapping/lint/finding.ts";
import type { MappingProblem } from "../../domain/mapping/interpret.ts";
import type { Sample } from "../../domain/mapping/editing/surroundings.ts";
import type { Mapping } from "../../domain/mapping/mapping.ts";
import type { Armed, Editor } from "./use-editor.ts";

/** What every part of the editor works with. */
export interface EditorSurroundings {
  readonly editor: Editor;
  /** The mapping as it was when the browser last had time: what the previews show. */
  readonly previewed: Mapping;
  /** Null where there is no message to look at. */
  readonly sample: Sample | null;
  readonly findings: readonly Finding[];
  readonly problems: readonly MappingProblem[];
  /** Begins to choose a place in the message, or stops. */
  readonly onArm: (armed: Armed | null) => void;
}

const EditorContext = createContext<EditorSurroundings | null>(null);

export const EditorProvider = EditorContext.Provider;

export function useEditorParts(): EditorSurroundings {
  const parts = useContext(EditorContext);
  if (parts === null) throw new Error("a part of the editor is outside of EditorProvider");
  return parts;
}
