import pg from "pg";

const CHANNELS = [
  "handoff_endpoint",
  "handoff_message",
  "handoff_fetch",
  "handoff_lane",
  "handoff_shop",
  "handoff_run",
  "handoff_poll",
  "handoff_source_queue",
  "handoff_event",
] as const;

/** Where PostgreSQL tells of changes; a notice is a hint and may be lost. */
export type Channel = (typeof CHANNELS)[number];

/** The payload; null where notices may have been missed, so that anything may have changed. */
export type OnNotice = (payload: string | null) => void;

export interface Listener {
  /** Answers a function that stops listening. */
  listen(channel: Channel, onNotice: OnNotice): () => void;
  close(): Promise<void>;
}

const RECONNECT_MILLISECONDS = 1_000;

/**
 * One connection that listens for all. It comes back by itself after an
 * outage, and then tells everybody that notices may have been missed.
 */
export function listener(url: string): Listener {
  const subscribers = new Map<Channel, Set<OnNotice>>(CHANNELS.map((name) => [name, new Set()]));
  const tell = (channel: Channel, payload: string | null): void => {
    for (const onNotice of subscribers.get(channel) ?? []) onNotice(payload);
  };
  const connection = keptConnection(url, {
    onUp: () => {
      for (const channel of CHANNELS) tell(channel, null);
    },
    onNotice: tell,
  });
  return {
    listen(channel, onNotice) {
      connection.start();
      subscribers.get(channel)?.add(onNotice);
      return () => void subscribers.get(channel)?.delete(onNotice);
    },
    close: () => connection.close(),
  };
}

interface Events {
  readonly onUp: () => void;
  readonly onNotice: (channel: Channel, payload: string) => void;
}

function keptConnection(url: string, { onUp, onNotice }: Events) {
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  let closed = false;

  const again = (): void => {
    client = null;
    if (closed || retry !== null) return;
    retry = setTimeout(() => {
      retry = null;
      connect();
    }, RECONNECT_MILLISECONDS);
    retry.unref();
  };

  const connect = (): void => {
    const next = new pg.Client({
      connectionString: url,
      application_name: "handoff_listener",
      keepAlive: true,
    });
    client = next;
    next.on("error", () => undefined);
    next.on("end", again);
    next.on("notification", ({ channel, payload = "" }) => {
      const known = CHANNELS.find((name) => name === channel);
      if (known !== undefined) onNotice(known, payload);
    });
    next
      .connect()
      .then(() => next.query(CHANNELS.map((name) => `LISTEN ${name}`).join("; ")))
      .then(onUp)
      .catch(() =>
        next
          .end()
          .catch(() => undefined)
          .finally(again),
      );
  };

  return {
    start(): void {
      if (client === null && retry === null && !closed) connect();
    },
    async close(): Promise<void> {
      closed = true;
      if (retry !== null) clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
