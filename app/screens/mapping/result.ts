import type { Instant } from "../../domain/instant.ts";
import type { MappingFault } from "../../domain/mapping/mapping-file.ts";

/** What became of the last thing that was asked. */
export type EditorResult =
  | { readonly done: "saved"; readonly draftId: string; readonly version: number }
  | { readonly done: "outdated"; readonly savedBy: string; readonly savedAt: Instant }
  | { readonly done: "gone" }
  | { readonly done: "invalid"; readonly problems: readonly MappingFault[] }
  | { readonly done: "discarded" };
