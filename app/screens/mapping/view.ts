import type { Instant } from "../../domain/instant.ts";
import type { BodyFormat } from "../../domain/mapping/document/read-document.ts";
import type { Unreadable } from "../../domain/mapping/document/value.ts";
import type { Mapping } from "../../domain/mapping/mapping.ts";
import type { StatusMap } from "../../domain/mapping/mapping-version.ts";
import type { MessageState } from "../../domain/message-state.ts";
import type { SentDocument } from "../../domain/payload/sent-document.ts";

/** One of the last messages of a source, without what it holds. */
export interface MessageMark {
  readonly id: string;
  readonly receivedAt: Instant;
  readonly state: MessageState;
  readonly isTest: boolean;
}

/** What a message holds, for the editor; personal data hidden unless it was revealed. */
export interface SentMessage {
  /** Null for the example of a preset. */
  readonly id: string | null;
  /** Null for the example. */
  readonly receivedAt: Instant | null;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly query: string;
  readonly content:
    | { readonly kind: "document"; readonly document: SentDocument }
    | { readonly kind: "unreadable"; readonly problem: Unreadable }
    | { readonly kind: "removed" };
  readonly isRevealed: boolean;
  /** What it was read as. */
  readonly format: BodyFormat;
}

export interface DraftView {
  readonly id: string;
  /** Null where it was begun before anything was published. */
  readonly basedOnVersion: number | null;
  readonly mapping: Mapping;
  readonly statusMap: StatusMap;
  readonly savedBy: string;
  readonly savedAt: Instant;
}

/** A source's mapping, to be edited. */
export interface MappingEditorView {
  readonly source: { readonly id: string; readonly name: string };
  /** What is in force; null where nothing was published yet. */
  readonly live: {
    readonly version: number;
    readonly mapping: Mapping;
    readonly statusMap: StatusMap;
  } | null;
  readonly draft: DraftView | null;
  /** What the messages are read as. */
  readonly format: BodyFormat;
  /** The newest first. */
  readonly messages: readonly MessageMark[];
  /** The message to begin with: the one asked for, else the newest, else the preset's example; null where there is none of them. */
  readonly first: SentMessage | null;
}
