import { readDocument } from "../mapping/document/read-document.ts";
import { isBlank, plainText } from "../mapping/document/text.ts";
import type { Document } from "../mapping/document/value.ts";
import { locate, type Located } from "../mapping/language/located.ts";
import type { LogLineRule } from "../polling/definition/source-log-schema.ts";
import { parseMoment } from "../polling/moment-text.ts";
import { valuesAt } from "../polling/page-document.ts";
import type { ImportedLine } from "./read-log.ts";

const encoder = new TextEncoder();

/** One event of a source's log as lines, one for each attempt; an attempt without a readable time is left out. */
export function linesOfEvent(canonical: string, rule: LogLineRule): readonly ImportedLine[] {
  const document = readDocument(encoder.encode(canonical), "json");
  if (!("root" in document)) return [];
  const event = locate(document.root);
  const attempts = rule.attempts === undefined ? [event] : valuesAt(document, event, rule.attempts);
  const lines = attempts.flatMap((attempt) => lineOf({ document, event, attempt }, rule));
  return isExhausted({ document, event, attempt: event }, rule) ? lastMarked(lines) : lines;
}

interface Place {
  readonly document: Document;
  readonly event: Located;
  readonly attempt: Located;
}

function lineOf(place: Place, rule: LogLineRule): readonly ImportedLine[] {
  const time = textAt(place, rule.at);
  const { format = "iso", zone } = rule;
  const at = time === null ? null : parseMoment(time, { format, zone });
  const orderNames = rule.orders.flatMap((path) => textAt(place, path) ?? []);
  const eventId = textAt(place, rule.event);
  if (at === null || (eventId === null && orderNames.length === 0)) return [];
  return [
    {
      kind: "sent",
      at,
      eventId,
      orderNames: [...new Set(orderNames)],
      status: textAt(place, rule.status),
      url: textAt(place, rule.url),
      responseCode: codeIn(textAt(place, rule.responseCode)),
      seconds: secondsAt(place, rule),
      isLast: false,
    },
  ];
}

/** In the attempt, else in the event. */
function textAt({ document, event, attempt }: Place, path: string | undefined): string | null {
  if (path === undefined) return null;
  for (const start of [attempt, event]) {
    const [found] = valuesAt(document, start, path);
    if (found !== undefined && !isBlank(found.value)) return plainText(found.value);
  }
  return null;
}

function codeIn(text: string | null): number | null {
  return text !== null && /^[1-5]\d\d$/.test(text) ? Number(text) : null;
}

function secondsAt(place: Place, rule: LogLineRule): number | null {
  const seconds = numberIn(textAt(place, rule.seconds));
  if (seconds !== null) return seconds;
  const milliseconds = numberIn(textAt(place, rule.milliseconds));
  return milliseconds === null ? null : milliseconds / 1000;
}

function numberIn(text: string | null): number | null {
  return text !== null && /^\d{1,12}(\.\d+)?$/.test(text) ? Number(text) : null;
}

function isExhausted(place: Place, { exhausted }: LogLineRule): boolean {
  if (exhausted === undefined) return false;
  return exhausted.equals.includes(textAt(place, exhausted.path) ?? "");
}

function lastMarked(lines: readonly ImportedLine[]): readonly ImportedLine[] {
  const last = lines.reduce<ImportedLine | null>(
    (latest, line) => (latest === null || line.at >= latest.at ? line : latest),
    null,
  );
  return lines.map((line) => (line === last ? { ...line, isLast: true } : line));
}
