import { detailRule } from "../../domain/polling/detail-rule.ts";
import type { Feed, PollerDefinition } from "../../domain/polling/definition/poller-schema.ts";
import type { PollState } from "../../domain/polling/poll-state.ts";
import type { ReadPage } from "../../domain/polling/read-page.ts";
import type { PolledRecord } from "../../domain/polling/read-records.ts";
import { type AskedRecords, askForRecords } from "./ask-for-records.ts";
import type { SourceLine } from "./source-line.ts";

export interface ListedPage {
  readonly definition: PollerDefinition;
  readonly feed: Feed;
  readonly read: ReadPage;
  readonly state: PollState;
}

/** The records of a page as they are to be stored: as listed, or each one asked for where the list only names them. */
export async function completeRecords(line: SourceLine, page: ListedPage): Promise<AskedRecords> {
  const { definition, feed, read, state } = page;
  const rule = detailRule(definition, feed);
  if (rule === null || state.stage.kind !== "feed") return read;
  const complete: PolledRecord[] = [];
  for (const listed of read.records) {
    const { id } = listed;
    if (id === null) {
      complete.push(listed);
      continue;
    }
    const detail = await askForRecords(line, { ...definition, openSet: rule }, { id });
    if (!("records" in detail)) return detail;
    complete.push(...detail.records.map((record) => ({ ...record, id })));
  }
  return { records: complete };
}
