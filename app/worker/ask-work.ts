import { type AskPorts, answerAsks } from "../pipeline/polling/answer-asks.ts";
import type { PollPorts, PollTurn } from "../pipeline/poll.ts";
import type { ClaimedPoll, OrderAsk } from "../pipeline/ports.ts";

/**
 * Before a poll, asks about the orders that somebody waits for. Answers those
 * that only the poll can answer; `not_now` where the claim was given back,
 * because the source wants to wait or its poll is not due.
 */
export async function askedBefore(
  ports: AskPorts,
  claim: ClaimedPoll,
): Promise<readonly OrderAsk[] | "not_now"> {
  const asks = await ports.asks.waiting(claim);
  if (asks.length === 0) return [];
  const asked = await answerAsks(claim, asks, ports);
  if (asked.kind === "later") {
    await ports.pollers.release(claim, asked.seconds);
    return "not_now";
  }
  if (asked.forLists.length > 0) return asked.forLists;
  const seconds = await ports.pollers.rest(claim);
  if (seconds === null) return [];
  await ports.pollers.release(claim, seconds);
  return "not_now";
}

/** More are not told one by one. */
const MOST_NOTED = 200;

/** The same ports; what a poll records is noted in `learnt`. */
export function noting<Ports extends PollPorts>(ports: Ports, learnt: string[]): Ports {
  return {
    ...ports,
    pollers: {
      ...ports.pollers,
      savePage(claim, page, leaseSeconds) {
        learnt.push(...page.messageIds.slice(0, MOST_NOTED - learnt.length));
        return ports.pollers.savePage(claim, page, leaseSeconds);
      },
    },
  };
}

/** After a poll that came to its end, tells those who waited for it. */
export async function settleAsks(
  { asks }: Pick<AskPorts, "asks">,
  claim: ClaimedPoll,
  {
    forLists,
    turn,
    learnt: messageIds,
  }: {
    readonly forLists: readonly OrderAsk[];
    readonly turn: PollTurn;
    readonly learnt: readonly string[];
  },
): Promise<void> {
  if (turn.kind === "later" || turn.kind === "lost") return;
  const { problem } = turn;
  for (const ask of forLists) {
    await asks.settle(
      claim,
      ask,
      problem === null ? { outcome: "listed", messageIds } : { outcome: "failed", problem },
    );
  }
}
