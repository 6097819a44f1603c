/** What others ask of the events that they are told. */
export type EventAddress =
  | { readonly kind: "list" }
  | { readonly kind: "stream" }
  | { readonly kind: "schema" }
  | { readonly kind: "acknowledge"; readonly eventId: string };

export const EVENTS_PREFIX = "/api/v1/events";

const ACKNOWLEDGE = /^\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/ack$/i;

/** Reads a path that begins with `EVENTS_PREFIX`; null where there is nothing. */
export function eventAddress(path: string): EventAddress | null {
  const rest = path.slice(EVENTS_PREFIX.length);
  const eventId = ACKNOWLEDGE.exec(rest)?.[1]?.toLowerCase();
  if (eventId !== undefined) return { kind: "acknowledge", eventId };
  switch (rest) {
    case "":
      return { kind: "list" };
    case "/stream":
      return { kind: "stream" };
    case "/schema":
      return { kind: "schema" };
  }
  return null;
}

/** The one way in which the method and the address go together. */
export function methodOf({ kind }: EventAddress): "GET" | "POST" {
  return kind === "acknowledge" ? "POST" : "GET";
}
