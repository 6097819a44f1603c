import { instantOf, parseInstant, plusSeconds } from "../../instant.ts";
import type { Instant } from "../../instant.ts";
import type { FieldReader } from "../language/field-reader.ts";
import type { Candidate } from "../language/candidate-schema.ts";
import { readMoment } from "../language/moment.ts";
import type { Mapping } from "../mapping.ts";

const EARLIEST = instantOf(Date.UTC(2000, 0));

/** How far a source's clock may be ahead of ours. */
const AHEAD_SECONDS = 86_400;

/**
 * When it happened. Without a time, or with one that cannot be believed, the
 * answer is null, and the order of arrival decides.
 */
export function readOccurredAt(
  reader: FieldReader,
  mapping: Mapping,
  receivedAt: Instant | undefined,
): Instant | null {
  const candidates = mapping.occurredAt;
  const text = reader.text("occurredAt", candidates);
  if (text === null) return null;
  const at = asInstant(text, candidates, reader);
  if (at === null) return null;
  const isTooEarly = at < earliestOf(mapping);
  const isTooLate = receivedAt !== undefined && at > plusSeconds(receivedAt, AHEAD_SECONDS);
  if (!isTooEarly && !isTooLate) return at;
  reader.report("occurredAt", candidates, {
    severity: "warning",
    code: "timestamp_suspicious",
    detail: `The time ${at} lies too far in the ${isTooEarly ? "past" : "future"}; it was not used. Check the date format and the zone.`,
    value: text,
  });
  return null;
}

function earliestOf({ earliest }: Mapping): Instant {
  return (earliest === undefined ? null : parseInstant(earliest)) ?? EARLIEST;
}

/** A text that no date transform has read is taken for ISO 8601. */
function asInstant(
  text: string,
  candidates: readonly Candidate[] | undefined,
  reader: FieldReader,
): Instant | null {
  const [at] = readMoment(text, { formats: ["iso"] }, reader.scope);
  for (const { code, detail } of reader.scope.reading.takeComplaints()) {
    reader.report("occurredAt", candidates, { severity: "warning", code, detail, value: text });
  }
  return at ?? null;
}
