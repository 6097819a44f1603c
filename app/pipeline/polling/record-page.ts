import { encodeHex } from "../../domain/signature/encoding.ts";
import type { Cryptography } from "../../domain/signature/cryptography.ts";
import { POLLED_HEADER } from "../../domain/polling/polled.ts";
import type { PollProblem } from "../../domain/polling/problem.ts";
import type { PolledRecord } from "../../domain/polling/read-records.ts";
import { InboxUnavailable } from "../inbox-unavailable.ts";
import type { Recorder } from "../intake/recorder.ts";
import type { ClaimedPoll, Clock, Ids, KnownContent, Pollers, SeenRecord } from "../ports.ts";

export interface PageParts {
  readonly pollers: Pick<Pollers, "known">;
  readonly recorder: Pick<Recorder, "record">;
  readonly cryptography: Pick<Cryptography, "digest">;
  readonly ids: Ids;
  readonly clock: Clock;
  /** Told of the messages before any of them can be processed; absent where nothing has to be known of them first. */
  readonly beforeRecording?: (messageIds: readonly string[]) => Promise<void>;
}

/** A page's records, all in the inbox now or known from before. */
export interface RecordedPage {
  readonly seen: readonly SeenRecord[];
  /** Records whose content was not known. */
  readonly fresh: number;
  readonly messageIds: readonly string[];
}

const encoder = new TextEncoder();

const INBOX_FULL: PollProblem = {
  code: "inbox_full",
  detail:
    "The inbox takes no messages at the moment. Handoff polls again by itself; nothing is lost.",
};

/** Hands what is new of a page to the inbox, like webhooks; answers when all of it is committed. */
export async function recordPage(
  parts: PageParts,
  claim: ClaimedPoll,
  { feed, records }: { readonly feed: string; readonly records: readonly PolledRecord[] },
): Promise<RecordedPage | { readonly problem: PollProblem }> {
  const digest = (text: string) => parts.cryptography.digest("sha256", [encoder.encode(text)]);
  const hashed = lastOfEach(
    records.map((record) => ({
      record,
      key: digest(record.id ?? record.canonical),
      hash: digest(record.canonical),
    })),
  );
  const known = await parts.pollers.known(
    claim,
    feed,
    hashed.map(({ key }) => key),
  );
  const seen = hashed.map((one) => ({
    ...one,
    ...standing(one.hash, known.get(encodeHex(one.key))),
  }));
  const fresh = seen.filter(({ isNew }) => isNew);
  const messages = fresh.map((one) => messageOf(parts, claim, { ...one, feed, digest }));
  await parts.beforeRecording?.(messages.map(({ id }) => id));
  const outcomes = await Promise.all(messages.map((message) => committed(parts, message)));
  if (outcomes.some((outcome) => outcome === null)) return { problem: INBOX_FULL };
  const messageOfKey = new Map(
    fresh.map(({ key }, at) => [encodeHex(key), outcomes[at]?.messageId ?? null]),
  );
  return {
    fresh: fresh.length,
    seen: seen.map(({ record, key, hash, generation }) => ({
      feed,
      key,
      id: record.id,
      hash,
      generation,
      isEnded: record.isEnded ?? false,
      messageId: messageOfKey.get(encodeHex(key)) ?? null,
    })),
    messageIds: outcomes.flatMap((outcome) =>
      outcome?.outcome === "recorded" ? [outcome.messageId] : [],
    ),
  };
}

interface Hashed {
  readonly record: PolledRecord;
  readonly key: Uint8Array;
  readonly hash: Uint8Array;
}

/** A page that holds a record twice says the newer last. */
function lastOfEach(hashed: readonly Hashed[]): readonly Hashed[] {
  return [...new Map(hashed.map((one) => [encodeHex(one.key), one])).values()];
}

function standing(hash: Uint8Array, known: KnownContent | undefined) {
  if (known === undefined) return { isNew: true, generation: 1 };
  const isSame = encodeHex(known.hash) === encodeHex(hash);
  return { isNew: !isSame, generation: isSame ? known.generation : known.generation + 1 };
}

async function committed(parts: PageParts, message: ReturnType<typeof messageOf>) {
  try {
    return await parts.recorder.record(message);
  } catch (error) {
    if (error instanceof InboxUnavailable) return null;
    throw error;
  }
}

interface FreshRecord extends Hashed {
  readonly feed: string;
  readonly generation: number;
  readonly digest: (text: string) => Uint8Array;
}

/**
 * The deduplication key counts a record's changes, so that a content which
 * comes back (on hold, released, on hold) is a message of its own, and a
 * poll that was cut off before it could remember repeats the same key.
 */
function messageOf(
  { ids, clock }: PageParts,
  { shopId, sourceId }: ClaimedPoll,
  { record, key, hash, feed, generation, digest }: FreshRecord,
) {
  const name = [feed, encodeHex(key), String(generation), encodeHex(hash)].join(" ");
  return {
    id: ids.next(),
    shopId,
    sourceId,
    receivedAt: clock.now(),
    via: "poll",
    deduplicationKey: `poll:${encodeHex(digest(name))}`,
    headers: { "content-type": "application/json", [POLLED_HEADER]: feed },
    query: "",
    body: encoder.encode(record.canonical),
    bodyHash: hash,
    replayOf: null,
  } as const;
}
