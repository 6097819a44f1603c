import { recordReplay, type Replayed, type ReplayPorts } from "../replay.ts";
import type { MessageToReplay, ReplayedAs, RunInWork, RunMessages, SavedSlice } from "../ports.ts";
import type { RunSlice, SliceEnd } from "./run-kind.ts";

const MESSAGES_IN_A_SLICE = 50;
const OVERLOADED_SECONDS = 5;
/** While much is due a replay goes on so slowly that it holds up nothing, and still comes to its end. */
const MESSAGES_BESIDE_LIVE = 1;
const BESIDE_LIVE_SECONDS = 1;

export interface ReplaySlicePorts extends ReplayPorts {
  readonly runMessages: RunMessages;
}

/**
 * Replays the run's next messages, oldest first, and yields to what is live:
 * the inbox is worked off in the order in which messages came, and a new one
 * must not stand behind all that are replayed. A message that was replayed
 * by a slice whose end was not saved has its replay already: the same key
 * gives no second one.
 */
export function replaySlice(ports: ReplaySlicePorts): RunSlice {
  return async (run) => {
    const isBusy = await ports.runMessages.isShopBusy(run);
    const most = isBusy ? MESSAGES_BESIDE_LIVE : MESSAGES_IN_A_SLICE;
    const messages = await ports.runMessages.next(run, most);
    const tried = await Promise.all(
      messages.map(async (message) => ({
        messageId: message.messageId,
        outcome: await replay(ports, run, message),
      })),
    );
    const settled = tried.flatMap(({ messageId, outcome }) =>
      isSettled(outcome) ? [{ messageId, outcome }] : [],
    );
    await ports.runMessages.settle(run, settled);
    const slice = await sliceOf(ports, run);
    return endOf(slice, {
      isLast: messages.length < most,
      isOverloaded: settled.length < tried.length,
      isBusy,
    });
  };
}

function replay(
  ports: ReplaySlicePorts,
  { id, shopId }: RunInWork,
  { messageId, sourceId, replayId }: MessageToReplay,
): Promise<Replayed> {
  const deduplicationKey = `replay:${id}:${messageId}`;
  return recordReplay(ports, { shopId, sourceId, messageId, replayId, deduplicationKey });
}

function isSettled(outcome: Replayed): outcome is ReplayedAs {
  return outcome !== "overloaded";
}

async function sliceOf({ runMessages }: ReplaySlicePorts, run: RunInWork): Promise<SavedSlice> {
  const { total, replayed, removed } = await runMessages.count(run);
  return { done: replayed + removed, total, place: null, summary: { replayed, removed } };
}

function endOf(
  slice: SavedSlice,
  { isLast, isOverloaded, isBusy }: Readonly<Record<"isLast" | "isOverloaded" | "isBusy", boolean>>,
): SliceEnd {
  if (isOverloaded) return { kind: "waiting", slice, seconds: OVERLOADED_SECONDS };
  if (isLast) return { kind: "done", slice };
  return isBusy
    ? { kind: "waiting", slice, seconds: BESIDE_LIVE_SECONDS }
    : { kind: "going", slice };
}
