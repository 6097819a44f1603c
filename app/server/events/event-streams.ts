import type { Exchange } from "../exchange.ts";
import { answerEventProblem } from "./event-answer.ts";
import { streamStart } from "./event-query.ts";
import { STREAM_PAGE, type StreamParts, type StreamRequest } from "./event-source.ts";
import { openStream, type OpenStream } from "./open-stream.ts";

const STREAMS_OF_A_SHOP = 10;
const STREAMS = 500;
/** Server-sent events: nothing is asked of the database until it says that a subscriber has more. */
export function eventStreams(
  parts: StreamParts,
): (exchange: Exchange, request: StreamRequest) => Promise<void> {
  const open = new Set<OpenStream>();
  const ofShop = (shopId: string) => [...open].filter(({ reader }) => reader.shopId === shopId);
  let stopListening: (() => void) | null = null;

  function listen(): void {
    stopListening ??= parts.events.listen((subscriberId) => {
      for (const stream of open) {
        if (subscriberId === null || stream.reader.subscriberId === subscriberId) stream.wake();
      }
    });
  }
  parts.draining.addEventListener("abort", () => {
    stopListening?.();
    for (const stream of open) stream.end();
  });

  return async (exchange, request) => {
    const start = streamStart(lastSeen(exchange));
    if (parts.draining.aborted) {
      answerEventProblem(exchange, "unavailable");
      return;
    }
    if (start === null) {
      answerEventProblem(exchange, "parameter_invalid", { detail: "It is: Last-Event-ID." });
      return;
    }
    if (open.size >= STREAMS || ofShop(request.reader.shopId).length >= STREAMS_OF_A_SHOP) {
      answerEventProblem(exchange, "too_many_streams", { headers: [["retry-after", "30"]] });
      return;
    }
    listen();
    const first = await parts.events.read({ ...STREAM_PAGE, reader: request.reader, start });
    if (first === null) {
      answerEventProblem(exchange, "event_forgotten");
      return;
    }
    const { response } = exchange;
    const stream = openStream(parts, response, { request, first });
    open.add(stream);
    response.on("close", () => open.delete(stream));
  };
}

function lastSeen({ request }: Exchange): string | null {
  const header = request.headers["last-event-id"];
  return typeof header === "string" ? header : null;
}
