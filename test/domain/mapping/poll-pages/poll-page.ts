/** An answer in the shape of a system's own, and what a poll must make of it. */
export interface PollPage {
  readonly preset: string;
  readonly feed: string;
  /** What the merchant enters. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The first request of a poll since 2026-01-14T09:00:00.000Z, as the system documents it. */
  readonly asks: {
    readonly url: string;
    readonly header?: readonly [name: string, value: string];
    readonly body?: object;
  };
  readonly answer: object;
  /** What asking for the record by itself answers. */
  readonly detail?: object;
  readonly ids: readonly string[];
  /** When the record says that it changed; null where the system's own clock is taken. */
  readonly changedAt: string | null;
  readonly updates: readonly {
    readonly order: string;
    readonly milestone: string;
    readonly tracking: string | null;
    readonly occurredAt: string | null;
  }[];
}
