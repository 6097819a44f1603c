import type { ServerResponse } from "node:http";
import type { EventReader } from "../../adapters/postgres/outgoing/readers.ts";
import type { EventPage } from "../../queries/outgoing/read-events.ts";
import { alarm } from "../../worker/alarm.ts";
import { STREAM_PAGE, type StreamParts, type StreamRequest } from "./event-source.ts";

/** Shorter than the 30 s and 60 s after which balancers close what is silent. */
const HEARTBEAT_MILLISECONDS = 15_000;
/** Until a transaction that is older than what was written has most likely ended. */
const UNSETTLED_MILLISECONDS = 200;

const HEAD = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store",
  "x-accel-buffering": "no",
};

/** A stream that is being written to. */
export interface OpenStream {
  readonly reader: EventReader;
  /** There may be more. */
  wake(): void;
  end(): void;
}

interface Begun {
  readonly request: StreamRequest;
  /** What there is already. */
  readonly first: EventPage;
}

/** Writes what there is, and what is told of later, until the client or the key is gone. */
export function openStream(parts: StreamParts, response: ServerResponse, begun: Begun): OpenStream {
  const { reader } = begun.request;
  const hint = alarm();
  // What was written since the first reading was told to nobody here.
  hint.ring();
  response.writeHead(200, HEAD).write(": open\n\n");
  const heartbeat = setInterval(() => response.write(": still here\n\n"), HEARTBEAT_MILLISECONDS);
  const end = () => {
    response.end();
    hint.ring();
  };
  response.on("close", () => {
    clearInterval(heartbeat);
    hint.ring();
  });
  follow(parts, response, { ...begun, hint })
    .catch((error: unknown) => {
      if (!isOpen(response)) return;
      parts.log.error("events.stream_failed", error, { subscriber_id: reader.subscriberId });
    })
    .finally(end);
  const wake = () => {
    hint.ring();
  };
  return { reader, wake, end };
}

async function follow(
  { events }: StreamParts,
  response: ServerResponse,
  { request, first, hint }: Begun & { readonly hint: ReturnType<typeof alarm> },
): Promise<void> {
  let page = first;
  while (isOpen(response)) {
    await write(response, page);
    if (!page.hasMore) await hint.wait(page.hasUnsettled ? UNSETTLED_MILLISECONDS : null);
    const reader = isOpen(response) ? await events.find(request.key) : null;
    if (reader === null) return;
    const start = { from: "place", place: page.place } as const;
    const next = await events.read({ ...STREAM_PAGE, reader, start });
    if (next === null) return;
    page = next;
  }
}

function isOpen(response: ServerResponse): boolean {
  return !response.writableEnded && !response.destroyed;
}

/** No more is read while the client has not taken what there is. */
async function write(response: ServerResponse, { events }: EventPage): Promise<void> {
  const text = events
    .map(({ body }) => `id: ${body.id}\nevent: ${body.type}\ndata: ${JSON.stringify(body)}\n\n`)
    .join("");
  if (text === "" || response.write(text)) return;
  await new Promise<void>((resolve) => {
    const go = () => {
      response.off("drain", go).off("close", go);
      resolve();
    };
    response.on("drain", go).on("close", go);
  });
}
