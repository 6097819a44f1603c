export const CHANNEL_KINDS = ["webhook", "slack"] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** Bytes; Slack's are shorter than 100. */
export const MAX_URL_LENGTH = 500;
