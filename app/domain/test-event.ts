/**
 * Marks a delivery that a merchant sent to see whether deliveries arrive. It
 * takes the whole way through signature, inbox and mapping, and changes no
 * order. Only a delivery with a valid signature gets far enough for the mark
 * to matter.
 */
export const TEST_EVENT_HEADER = "handoff-test";

/** The reason code of a message that was a test. */
export const TEST_EVENT_REASON = "test_event";

export function isTestEvent(headers: Readonly<Record<string, string>>): boolean {
  return headers[TEST_EVENT_HEADER] !== undefined;
}
