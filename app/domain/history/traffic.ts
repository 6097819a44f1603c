/** What travels besides the messages that come in: polls, changes in Shopify, events to subscribers. */
export const TRAFFIC_KINDS = ["poll", "change", "event"] as const;

export type TrafficKind = (typeof TRAFFIC_KINDS)[number];

/** What became of one kind of traffic that began in a span of time. */
export interface TrafficFigures {
  readonly kind: TrafficKind;
  /** Came through: answered, seen in Shopify, told (or laid ready for whoever asks). */
  readonly done: number;
  readonly open: number;
  readonly failed: number;
}
