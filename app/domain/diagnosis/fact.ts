import type { Instant } from "../instant.ts";
import type { Claim, LogLine, MessageFact, OrderEvidence, SourceFact } from "./evidence.ts";
import { isPushed } from "./subject.ts";
import type { Change } from "./subject.ts";
import type { Fact, FactCode, FactOrigin } from "./verdict.ts";

/** The facts of a diagnosis in words' raw form, each with where it is written. */
export function fact(
  code: FactCode,
  origin: FactOrigin,
  rest: { readonly at?: Instant | null; readonly messageId?: string | null } & {
    readonly values?: Readonly<Record<string, string>>;
  },
): Fact {
  const { at = null, messageId = null, values = {} } = rest;
  return { code, origin, at, messageId, values };
}

export function changeHappened({ sourceId, status, at }: Change, evidence: OrderEvidence): Fact {
  return fact("source_said", "ledger", {
    at,
    values: { source: nameOf(evidence, sourceId), status },
  });
}

export function claimLearnt(claim: Claim): Fact {
  return fact(isPushed(claim) ? "learnt_by_webhook" : "learnt_by_polling", "ledger", {
    at: claim.receivedAt,
    messageId: claim.messageId,
    values: { status: claim.status, via: claim.via },
  });
}

export function messageStands(message: MessageFact): Fact {
  return fact("message_stands", "inbox", {
    at: message.receivedAt,
    messageId: message.id,
    values: { state: message.state, code: message.code, detail: message.detail },
  });
}

export function sentLine(line: LogLine): Fact {
  return fact("source_sent", "source_log", {
    at: line.at,
    values: {
      event: line.eventId ?? "",
      url: line.url ?? "",
      answer: line.responseCode === null ? "none" : String(line.responseCode),
      seconds: line.seconds === null ? "" : String(line.seconds),
    },
  });
}

export function noMessage(change: Pick<Change, "status">): Fact {
  return fact("no_message", "inbox", { values: { status: change.status } });
}

export function storefrontShows({ storefront }: OrderEvidence): readonly Fact[] {
  if (storefront === null) return [];
  const { readAt: at, status } = storefront;
  return [fact("storefront_shows", "storefront", { at, values: { status } })];
}

export function sourceOf(evidence: OrderEvidence, sourceId: string): SourceFact | null {
  return evidence.sources.find((source) => source.sourceId === sourceId) ?? null;
}

export function nameOf(evidence: OrderEvidence, sourceId: string): string {
  return sourceOf(evidence, sourceId)?.name ?? "";
}
