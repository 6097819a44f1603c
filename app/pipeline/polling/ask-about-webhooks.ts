import type { RequestBucket } from "../../domain/polling/token-bucket.ts";
import type { PollPorts, PollTurn } from "../poll.ts";
import type { ClaimedPoll, Log, PollWork } from "../ports.ts";
import { readRegistration } from "./read-registration.ts";
import { readSourceLog, type SourceLogPorts } from "./read-source-log.ts";
import type { LineTo } from "./source-line.ts";

export interface PollEnded {
  readonly claim: ClaimedPoll;
  readonly work: PollWork;
  readonly turn: PollTurn;
}

/**
 * After a poll that went through, asks the source what it says of its own
 * webhooks: which addresses it has registered, and what it sent. The poll
 * itself ended well whatever becomes of this. Answers what is left of the
 * source's limits.
 */
export async function askAboutWebhooks(
  ports: SourceLogPorts & Pick<PollPorts, "credentials" | "isStopping"> & { readonly log: Log },
  { claim, work, turn }: PollEnded,
): Promise<RequestBucket | null> {
  const bucket = "line" in turn ? (turn.line?.bucket ?? null) : null;
  const access = await accessFor(ports, claim, { work, turn });
  if (access === null) return bucket;
  const to: LineTo = { ...claim, ...work, access, bucket };
  try {
    const first = await readRegistration(ports, to);
    const next = { ...to, bucket: first?.bucket ?? bucket };
    const second = await readSourceLog(ports, next);
    return second?.bucket ?? next.bucket;
  } catch (error) {
    const { shopId, sourceId } = claim;
    ports.log.error("source_log.failed", error, { shop_id: shopId, source_id: sourceId });
    return bucket;
  }
}

/** Null where the source is not asked now. */
async function accessFor(
  ports: Pick<PollPorts, "credentials" | "isStopping">,
  { shopId, sourceId }: ClaimedPoll,
  { work: { definition }, turn }: Pick<PollEnded, "work" | "turn">,
) {
  if (turn.kind !== "done" || ports.isStopping()) return null;
  if (definition.eventLog === undefined && definition.registration === undefined) return null;
  return ports.credentials.of(shopId, sourceId);
}
