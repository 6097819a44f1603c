import { singleOrder } from "../../domain/polling/single-order.ts";
import type { PlaceValue } from "../../domain/polling/definition/template.ts";
import type { PolledRecord } from "../../domain/polling/read-records.ts";
import type { PollProblem } from "../../domain/polling/problem.ts";
import type { PollPorts } from "../poll.ts";
import type { AskEnd, ClaimedPoll, Log, OrderAsk, OrderAsks, SpanPollers } from "../ports.ts";
import { askForRecords } from "./ask-for-records.ts";
import { recordPage } from "./record-page.ts";
import { type SourceLine, sourceLine } from "./source-line.ts";

export interface AskPorts extends PollPorts {
  readonly asks: OrderAsks;
  readonly spans: SpanPollers;
  readonly log: Log;
}

/** What is left when a source was asked about the orders that people wait for. */
export type AsksAnswered =
  | {
      readonly kind: "asked";
      /** Those that only its lists can answer. */
      readonly forLists: readonly OrderAsk[];
    }
  /** The source wants to be left alone for so long. */
  | { readonly kind: "later"; readonly seconds: number };

/**
 * Asks the source about each of these orders alone, on the claim of its poll,
 * so that both keep the source's limits together. What is new of an answer is
 * recorded as a poll would, and is known to the next poll.
 */
export async function answerAsks(
  claim: ClaimedPoll,
  asks: readonly OrderAsk[],
  ports: AskPorts,
): Promise<AsksAnswered> {
  const forLists: OrderAsk[] = [];
  for (const ask of asks) {
    const came = await tryAsking(claim, ask, ports);
    if ("later" in came) return { kind: "later", seconds: came.later };
    if (came.outcome === "no_single") forLists.push(ask);
    else await ports.asks.settle(claim, ask, came);
  }
  return { kind: "asked", forLists };
}

type Came = AskEnd | { readonly outcome: "no_single" } | { readonly later: number };

const SURPRISE: PollProblem = {
  code: "failed",
  detail: "The source failed. Handoff asks again later; nothing is lost.",
};

/** A surprise with one order must not keep the source's poll from going on. */
async function tryAsking(claim: ClaimedPoll, ask: OrderAsk, ports: AskPorts): Promise<Came> {
  try {
    return await askAbout(claim, ask, ports);
  } catch (error) {
    const { shopId, sourceId } = claim;
    ports.log.error("order_ask.failed", error, { shop_id: shopId, source_id: sourceId });
    return { outcome: "failed", problem: SURPRISE };
  }
}

async function askAbout(claim: ClaimedPoll, ask: OrderAsk, ports: AskPorts): Promise<Came> {
  const { shopId, sourceId } = claim;
  const access = await ports.credentials.of(shopId, sourceId);
  const work = await ports.spans.load(shopId, sourceId);
  if (access === null || work === null) return { outcome: "no_single" };
  const single = singleOrder(work.definition, ask.names);
  if (single === null) return { outcome: "no_single" };
  const line = sourceLine(ports, { shopId, sourceId, access, ...work });
  const messageIds: string[] = [];
  let count = 0;
  for (const values of single.asks) {
    const answer = await askForRecords(line, single.definition, values);
    if (!("records" in answer)) {
      await saveBucket(claim, line, ports);
      return "later" in answer ? answer : { outcome: "failed", problem: answer.problem };
    }
    const records = named(answer.records, values["id"]);
    const page = await recordPage(ports, claim, { feed: single.feed.name, records });
    if ("problem" in page) return { outcome: "failed", problem: page.problem };
    await ports.spans.savePage(claim, { seen: page.seen, asked: [], bucket: line.bucket });
    messageIds.push(...page.messageIds);
    count += records.length;
  }
  return count === 0 ? { outcome: "not_there" } : { outcome: "answered", messageIds };
}

/** A record that was asked for by its id is the one that lists call so, whatever it says of itself. */
function named(records: readonly PolledRecord[], id: PlaceValue | undefined) {
  const [only] = records;
  const isOne = typeof id === "string" && only !== undefined && records.length === 1;
  return isOne ? [{ ...only, id }] : records;
}

async function saveBucket(claim: ClaimedPoll, line: SourceLine, { spans }: AskPorts) {
  await spans.savePage(claim, { seen: [], asked: [], bucket: line.bucket });
}
