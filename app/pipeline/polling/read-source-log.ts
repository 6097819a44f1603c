import { type Instant, plusSeconds } from "../../domain/instant.ts";
import { afterStored } from "../../domain/polling/after-stored.ts";
import { beginSpan } from "../../domain/polling/begin-poll.ts";
import type { PollerDefinition } from "../../domain/polling/definition/poller-schema.ts";
import type { EventLog } from "../../domain/polling/definition/source-log-schema.ts";
import type { PollState } from "../../domain/polling/poll-state.ts";
import type { PollProblem } from "../../domain/polling/problem.ts";
import type { ReadPage } from "../../domain/polling/read-page.ts";
import { requestOf } from "../../domain/polling/request-of.ts";
import { linesOfEvent } from "../../domain/source-log/lines-of-event.ts";
import { logDefinition } from "../../domain/source-log/log-definition.ts";
import type { LogReadEnd, LogStanding, SourceLogs } from "../ports.ts";
import type { LinePorts, LineTo, SourceLine } from "./source-line.ts";
import { sourceLine } from "./source-line.ts";

export interface SourceLogPorts extends LinePorts {
  readonly sourceLogs: SourceLogs;
}

/** What one turn of a poll may read: the rest comes with the next. */
const MOST_PAGES = 30;
const MOST_SECONDS = 45;
/** The first reading begins so far back; older orders are rarely asked about. */
const FIRST_DAYS = 7;
const DEFAULT_OVERLAP_HOURS = 2;
const PAUSE_SECONDS = 240;

/**
 * Reads what a source's own log says that it sent, from a little before where
 * the last reading ended. Lines are kept once, so a reading that is cut off is
 * repeated and doubles nothing. Answers the line, for what it used of the
 * source's limits; null where there is nothing to read now.
 */
export async function readSourceLog(ports: SourceLogPorts, to: LineTo): Promise<SourceLine | null> {
  const definition = logDefinition(to.definition);
  const { eventLog } = to.definition;
  if (definition === null || eventLog === undefined) return null;
  const standing = await ports.sourceLogs.standing(to);
  const now = ports.clock.now();
  if (isResting(standing, now)) return null;
  const line = sourceLine(ports, { ...to, definition });
  const state = standing.progress ?? beginReading(definition, { standing, eventLog, now });
  const reading: Reading = { ports, to, definition, eventLog, line, began: now, wasRenewed: false };
  await ports.sourceLogs.noteRead(to, await readPages(reading, state));
  return line;
}

function isResting({ progress, readAt }: LogStanding, now: Instant): boolean {
  return progress === null && readAt !== null && plusSeconds(readAt, PAUSE_SECONDS) > now;
}

function beginReading(
  definition: PollerDefinition,
  at: { readonly standing: LogStanding; readonly eventLog: EventLog; readonly now: Instant },
): PollState {
  const { standing, eventLog, now } = at;
  const overlapHours = eventLog.overlapHours ?? DEFAULT_OVERLAP_HOURS;
  const from =
    standing.readUntil === null
      ? plusSeconds(now, -FIRST_DAYS * 86_400)
      : plusSeconds(standing.readUntil, -overlapHours * 3600);
  return beginSpan(definition, { cursor: { watermarks: {} }, span: { from, to: now } }, now);
}

interface Reading {
  readonly ports: SourceLogPorts;
  readonly to: LineTo;
  readonly definition: PollerDefinition;
  readonly eventLog: EventLog;
  readonly line: SourceLine;
  readonly began: Instant;
  wasRenewed: boolean;
}

/** Page by page, to the end or as far as this turn goes. */
async function readPages(reading: Reading, from: PollState): Promise<LogReadEnd> {
  const { clock } = reading.ports;
  const until = from.span?.to ?? reading.began;
  let state = from;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    if (clock.now() > plusSeconds(reading.began, MOST_SECONDS)) break;
    const next = await readPage(reading, state);
    if (next.kind === "problem") return { kind: "problem", at: clock.now(), problem: next.problem };
    if (next.kind === "end") return { kind: "read", at: clock.now(), until };
    if (next.kind !== "went_on") break;
    ({ state } = next);
  }
  return { kind: "cut_off", progress: state };
}

type Next =
  | { readonly kind: "went_on"; readonly state: PollState }
  | { readonly kind: "end" | "later" }
  | { readonly kind: "problem"; readonly problem: PollProblem };

async function readPage(reading: Reading, state: PollState): Promise<Next> {
  const { line, definition } = reading;
  const answered = await line.ask((asker) => requestOf(asker, state));
  if (answered === null) return { kind: "end" };
  if (answered.kind !== "answered") return answered;
  const answer = await line.read(definition, state, answered);
  switch (answer.kind) {
    case "problem":
      return answer;
    case "smaller":
      return { kind: "went_on", state: answer.state };
    case "renew":
      if (reading.wasRenewed) return { kind: "problem", problem: answer.problem };
      reading.wasRenewed = true;
      line.renew();
      return { kind: "went_on", state };
    case "wait":
      return (await line.wait(answer.seconds)) > 0 ? { kind: "later" } : { kind: "went_on", state };
    case "records":
      return keepPage(reading, state, answer.read);
  }
}

async function keepPage(reading: Reading, state: PollState, read: ReadPage): Promise<Next> {
  const { ports, to, definition, eventLog } = reading;
  const lines = read.records.flatMap(({ canonical }) => linesOfEvent(canonical, eventLog.lines));
  const newCount = await ports.sourceLogs.keep(to, lines);
  const next = afterStored(definition, state, { read, newCount, now: ports.clock.now() });
  return "problem" in next
    ? { kind: "problem", problem: next.problem }
    : { kind: "went_on", state: next };
}
