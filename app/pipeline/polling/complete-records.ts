import type { Feed, PollerDefinition } from "../../domain/polling/definition/poller-schema.ts";
import type { PollState } from "../../domain/polling/poll-state.ts";
import type { PollProblem } from "../../domain/polling/problem.ts";
import type { ReadPage } from "../../domain/polling/read-page.ts";
import type { PolledRecord } from "../../domain/polling/read-records.ts";
import { detailRequest } from "../../domain/polling/request-of.ts";
import type { SourceLine } from "./source-line.ts";

export interface ListedPage {
  readonly definition: PollerDefinition;
  readonly feed: Feed;
  readonly read: ReadPage;
  readonly state: PollState;
}

/** The records of a page as they are to be stored: as listed, or each one asked for where the list only names them. */
export async function completeRecords(
  line: SourceLine,
  page: ListedPage,
): Promise<
  | { readonly records: readonly PolledRecord[] }
  | { readonly problem: PollProblem }
  | { readonly later: number }
> {
  const { records } = page.read;
  if (page.feed.detail === undefined || page.state.stage.kind !== "feed") return { records };
  const complete: PolledRecord[] = [];
  for (const listed of records) {
    const detail = await askDetail(line, page, listed);
    if ("problem" in detail || "later" in detail) return detail;
    complete.push(...detail.records);
  }
  return { records: complete };
}

const TRIES = 3;

async function askDetail(
  line: SourceLine,
  page: ListedPage,
  listed: PolledRecord,
): Promise<
  | { readonly records: readonly PolledRecord[] }
  | { readonly problem: PollProblem }
  | { readonly later: number }
> {
  if (listed.id === null) return { records: [listed] };
  const { id } = listed;
  let last: PollProblem = NO_DETAIL;
  for (let tries = 0; tries < TRIES; tries += 1) {
    const answered = await line.ask((asker) => detailRequest(asker, page.feed, id));
    if (answered === null) return { records: [listed] };
    if (answered.kind === "later") return { later: answered.seconds };
    if (answered.kind === "problem") return { problem: answered.problem };
    const reading = await line.read(detailDefinition(page), OPEN, answered);
    if (reading.kind === "records") {
      return { records: reading.read.records.map((record) => ({ ...record, id })) };
    }
    if (reading.kind === "problem") return { problem: reading.problem };
    if (reading.kind === "wait") {
      const left = await line.wait(reading.seconds);
      if (left > 0) return { later: left };
    }
    if (reading.kind === "renew") {
      last = reading.problem;
      line.renew();
    }
  }
  return { problem: last };
}

const NO_DETAIL: PollProblem = {
  code: "refused",
  detail: "The source does not answer for single records. Check the request for the details.",
};

/** A detail is read like an open record: one record at its own place. */
const OPEN: PollState = {
  cursor: { watermarks: {} },
  span: null,
  stage: { kind: "open", batches: [] },
};

function detailDefinition({ definition, feed }: ListedPage): PollerDefinition {
  const { detail } = feed;
  if (detail === undefined) return definition;
  const openSet = {
    ...(definition.openSet?.feed === feed.name
      ? definition.openSet
      : { ended: { path: "$", equals: [""] } }),
    feed: feed.name,
    request: detail.request,
    path: detail.path ?? "$",
    batch: 1,
  };
  return { ...definition, openSet };
}
