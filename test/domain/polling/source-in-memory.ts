import { instantOf } from "../../../app/domain/instant.ts";
import type { Instant } from "../../../app/domain/instant.ts";
import type { PollAnswer } from "../../../app/domain/polling/answer.ts";
import type { FilledRequest } from "../../../app/domain/polling/fill-request.ts";

export interface SourceRow {
  readonly id: string;
  version: number;
  updatedAt: number;
}

/** How the source sorts its list. */
export type Sorting = "updated" | "updated_desc" | "id";

const encoder = new TextEncoder();

/** A source in memory with a clock of its own; each request takes a second. */
export class SourceInMemory {
  readonly rows = new Map<string, SourceRow>();
  clock = Date.UTC(2026, 10, 21, 8);
  readonly sorting: Sorting;
  readonly tellsTime: boolean;
  requests = 0;
  /** Taken for the next answers, first to last. */
  readonly faults: PollAnswer[] = [];

  constructor({ sorting, tellsTime }: { sorting: Sorting; tellsTime: boolean }) {
    this.sorting = sorting;
    this.tellsTime = tellsTime;
  }

  change(id: string): void {
    this.clock += 1;
    const row = this.rows.get(id) ?? { id, version: 0, updatedAt: 0 };
    row.version += 1;
    row.updatedAt = this.clock;
    this.rows.set(id, row);
  }

  get now(): Instant {
    return instantOf(this.clock);
  }

  answer(request: FilledRequest): PollAnswer {
    this.clock += 1000;
    this.requests += 1;
    const fault = this.faults.shift();
    if (fault !== undefined) return fault;
    const query = new URL(request.url).searchParams;
    const ids = query.get("ids")?.split(",");
    if (ids !== undefined)
      return this.json({ orders: this.shown(this.all().filter(({ id }) => ids.includes(id))) });
    const since = Date.parse(query.get("updated_since") ?? "1970-01-01T00:00:00Z");
    const size = Number(query.get("per_page"));
    const page = Number(query.get("page"));
    const rows = this.all().filter(({ updatedAt }) => updatedAt >= since);
    return this.json({
      orders: this.shown(rows.slice((page - 1) * size, page * size)),
      pages: Math.max(1, Math.ceil(rows.length / size)),
      total: rows.length,
    });
  }

  json(value: unknown, status = 200, headers: Record<string, string> = {}): PollAnswer {
    const date = this.tellsTime ? { date: new Date(this.clock).toUTCString() } : {};
    return {
      outcome: "answered",
      status,
      headers: { "content-type": "application/json", ...date, ...headers },
      body: encoder.encode(typeof value === "string" ? value : JSON.stringify(value)),
    };
  }

  private all(): SourceRow[] {
    const rows = [...this.rows.values()];
    switch (this.sorting) {
      case "updated":
        return rows.sort((a, b) => a.updatedAt - b.updatedAt);
      case "updated_desc":
        return rows.sort((a, b) => b.updatedAt - a.updatedAt);
      case "id":
        return rows.sort((a, b) => (a.id < b.id ? -1 : 1));
    }
  }

  private shown(rows: readonly SourceRow[]) {
    return rows.map(({ id, version, updatedAt }) => ({
      id,
      version,
      status: "open",
      updated_at: instantOf(updatedAt),
    }));
  }
}
