import type { PollerDefinition } from "../../../app/domain/polling/definition/poller-schema.ts";
import { afterStored } from "../../../app/domain/polling/after-stored.ts";
import { beginPoll, firstCursor, openStage } from "../../../app/domain/polling/begin-poll.ts";
import type { PollState } from "../../../app/domain/polling/poll-state.ts";
import type { PollProblem } from "../../../app/domain/polling/problem.ts";
import { readAnswer } from "../../../app/domain/polling/read-answer.ts";
import type { PolledRecord } from "../../../app/domain/polling/read-records.ts";
import { requestOf } from "../../../app/domain/polling/request-of.ts";
import { instantOf } from "../../../app/domain/instant.ts";
import type { SourceInMemory } from "./source-in-memory.ts";

export type PollEnd = "done" | "crashed" | PollProblem;

const ACCESS = { baseUrl: "https://oms.example", inputs: { api_key: "k" } };

/** Polls a source in memory and keeps what is durable: contents, and the state after each stored page. */
export class PollingInMemory {
  readonly contents = new Map<string, string>();
  /** Every content that was recorded, in order. */
  readonly recorded: PolledRecord[] = [];
  state: PollState;
  waited = 0;

  readonly definition: PollerDefinition;
  readonly source: SourceInMemory;

  constructor(definition: PollerDefinition, source: SourceInMemory) {
    this.definition = definition;
    this.source = source;
    this.state = {
      cursor: firstCursor(definition, instantOf(0)),
      span: null,
      stage: { kind: "done" },
    };
  }

  /** One poll from the watermark to its end; `before` runs before each request and says whether to crash. */
  poll(before: (requests: number) => "go" | "crash" = () => "go"): PollEnd {
    this.state = beginPoll(this.definition, this.state.cursor, this.source.now);
    for (let requests = 0; requests < 2_000; requests += 1) {
      const isCrash = before(requests) === "crash";
      const end = this.step(isCrash);
      if (end !== null) return end;
    }
    throw new Error("the poll does not end");
  }

  private step(crashes: boolean): PollEnd | null {
    if (this.state.stage.kind === "lists_done") {
      this.state = { ...this.state, stage: openStage(this.definition, [...this.contents.keys()]) };
    }
    const asker = { definition: this.definition, access: ACCESS, session: null };
    const request = requestOf(asker, this.state);
    if (request === null) return "done";
    if ("problem" in request) return request.problem;
    const answer = this.source.answer(request);
    const reading = readAnswer(this.definition, this.state, {
      url: request.url,
      answer,
      now: this.source.now,
    });
    switch (reading.kind) {
      case "wait":
        this.waited += reading.seconds;
        return null;
      case "renew":
      case "problem":
        return reading.problem;
      case "smaller":
        this.state = reading.state;
        return null;
      case "records": {
        const newCount = this.store(reading.read.records);
        if (crashes) return "crashed";
        const next = afterStored(this.definition, this.state, {
          read: reading.read,
          newCount,
          now: this.source.now,
        });
        if ("problem" in next) return next.problem;
        this.state = next;
        return null;
      }
    }
  }

  private store(records: readonly PolledRecord[]): number {
    const fresh = records.filter(
      ({ id, canonical }) => this.contents.get(id ?? canonical) !== canonical,
    );
    for (const record of fresh) {
      this.contents.set(record.id ?? record.canonical, record.canonical);
      this.recorded.push(record);
    }
    return fresh.length;
  }

  /** Ids of the source whose newest content is not stored. */
  get missing(): readonly string[] {
    return [...this.source.rows.values()]
      .filter(
        ({ id, version }) =>
          !(this.contents.get(id) ?? "").includes(`"version":${String(version)}`),
      )
      .map(({ id }) => id);
  }
}
