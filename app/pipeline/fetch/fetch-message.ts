import { FETCHED_HEADER } from "../../domain/fetched-message.ts";
import { encodeHex } from "../../domain/signature/encoding.ts";
import type { Cryptography } from "../../domain/signature/cryptography.ts";
import type { Recorder } from "../intake/recorder.ts";
import type {
  AnsweredRequest,
  ClaimedFetch,
  Fetches,
  FetchEnd,
  Ids,
  NewMessage,
  OpenFetch,
  SourceCredentials,
} from "../ports.ts";
import { judgeAnswer } from "./judge-answer.ts";
import { ask } from "./ask-source.ts";
import type { AskPorts } from "./ask-source.ts";

export interface FetchPorts extends AskPorts {
  readonly fetches: Fetches;
  readonly credentials: SourceCredentials;
  readonly recorder: Pick<Recorder, "record">;
  readonly cryptography: Pick<Cryptography, "digest">;
  readonly ids: Ids;
}

/** How a claimed fetch went; `gone` where its webhook is no longer there. */
export type FetchOutcome = FetchEnd["state"] | "deferred" | "gone";

/** While the inbox takes nothing. */
const OVERLOADED_SECONDS = 5;

/**
 * Asks the source for what a thin webhook points to, with the source's
 * credentials, and records the answer as a message of its own: it enters at the
 * same door as every other. The webhook itself is believed in nothing but that
 * there may be something to see.
 */
export async function fetchForMessage(
  claim: ClaimedFetch,
  ports: FetchPorts,
): Promise<FetchOutcome> {
  const open = await ports.fetches.load(claim);
  if (open === null) return "gone";
  const access = await ports.credentials.of(claim.shopId, open.sourceId);
  if (access === null) return settle(ports, claim, NO_ACCESS);
  const asked = await ask(ports, { shopId: claim.shopId, open, access });
  const verdict =
    asked.kind === "answer" ? judgeAnswer(asked.answer, open.tries, ports.clock.now()) : asked;
  switch (verdict.kind) {
    case "end":
      return settle(ports, claim, verdict.end);
    case "later":
      await ports.fetches.defer(claim, verdict.delay);
      return "deferred";
    case "record":
      return record(claim, open, { ports, answer: verdict.answer });
  }
}

const NO_ACCESS: FetchEnd = {
  state: "failed",
  status: null,
  reason: {
    code: "fetch_needed",
    detail:
      "The message only points to data that must be fetched. Enter the source's API access; Handoff then fetches it.",
  },
};

async function settle(
  { fetches }: FetchPorts,
  claim: ClaimedFetch,
  end: FetchEnd,
): Promise<FetchOutcome> {
  await fetches.settle(claim, end);
  return end.state;
}

async function record(
  claim: ClaimedFetch,
  open: OpenFetch,
  { ports, answer }: { readonly ports: FetchPorts; readonly answer: AnsweredRequest },
): Promise<FetchOutcome> {
  const recorded = await ports.recorder.record(messageOf(claim, open, { ports, answer }));
  if (recorded === null) {
    await ports.fetches.defer(claim, {
      seconds: OVERLOADED_SECONDS,
      status: answer.status,
      reason: { code: "fetch_overloaded", detail: "Handoff's inbox is full; it goes on in 5 s." },
      cause: "busy",
    });
    return "deferred";
  }
  const { status } = answer;
  return settle(ports, claim, { state: "fetched", status, resultId: recorded.messageId });
}

const encoder = new TextEncoder();

/**
 * The same answer to the same fetch is the same message, however often a crash
 * repeats it; the next webhook's fetch is another message, so that a state
 * which comes back is seen again.
 */
function messageOf(
  { shopId, fetchId }: ClaimedFetch,
  { sourceId, url }: OpenFetch,
  { ports, answer }: { readonly ports: FetchPorts; readonly answer: AnsweredRequest },
): NewMessage {
  const { body, headers } = answer;
  const hash = ports.cryptography.digest("sha256", [encoder.encode(`${fetchId}\n`), body]);
  const type = headers["content-type"];
  return {
    id: ports.ids.next(),
    shopId,
    sourceId,
    receivedAt: ports.clock.now(),
    via: "fetch",
    deduplicationKey: `fetch:${encodeHex(hash)}`,
    headers: { ...(type === undefined ? {} : { "content-type": type }), [FETCHED_HEADER]: url },
    query: "",
    body,
    bodyHash: ports.cryptography.digest("sha256", [body]),
    replayOf: null,
  };
}
