import { type Instant, plusSeconds } from "../domain/instant.ts";
import { endOfMinute, startOfMinute } from "../domain/local-time.ts";
import type { ReceivedFilter, TimeSpan } from "../screens/messages/view.ts";
import type { PagePlace } from "./keyset.ts";
import { firstIdAt } from "./message-id-time.ts";

/** Both ends are outside: ids between them are meant. */
export interface MessageBounds {
  readonly above: string;
  readonly below: string;
}

export interface BoundsRequest {
  readonly received: ReceivedFilter | null;
  readonly place: PagePlace;
  readonly now: Instant;
  /** IANA name of the shop's zone. */
  readonly timeZone: string;
}

const SPAN_SECONDS: Readonly<Record<TimeSpan, number>> = {
  hour: 3600,
  day: 86_400,
  week: 604_800,
  month: 2_592_000,
};

const LEAST = "00000000-0000-0000-0000-000000000000";
const GREATEST = "ffffffff-ffff-ffff-ffff-ffffffffffff";

/** The ids that a page may hold: a time is a range of ids, and so is what lies beyond a cursor. */
export function messageBounds(request: BoundsRequest): MessageBounds {
  const { place } = request;
  const { since, until } = timesOf(request);
  const above = [
    LEAST,
    ...(since === null ? [] : [firstIdAt(since)]),
    ...(place.from === "before" ? [place.cursor.toLowerCase()] : []),
  ];
  const below = [
    GREATEST,
    ...(until === null ? [] : [firstIdAt(until)]),
    ...(place.from === "after" ? [place.cursor.toLowerCase()] : []),
  ];
  // In lower case the text's order is the id's.
  return { above: above.sort().at(-1) ?? LEAST, below: below.sort()[0] ?? GREATEST };
}

interface Times {
  readonly since: Instant | null;
  readonly until: Instant | null;
}

function timesOf({ received, now, timeZone }: BoundsRequest): Times {
  switch (received?.kind) {
    case undefined:
      return { since: null, until: null };
    case "span":
      return { since: plusSeconds(now, -SPAN_SECONDS[received.span]), until: null };
    case "between":
      return {
        since: received.from === null ? null : startOfMinute(received.from, timeZone),
        until: received.to === null ? null : endOfMinute(received.to, timeZone),
      };
  }
}
