/**
 * Marks a message that polling read. It stays with the content, so that a
 * replay is read by the same fields.
 */
export const POLLED_HEADER = "handoff-polled";

export function isPolled(headers: Readonly<Record<string, string>>): boolean {
  return headers[POLLED_HEADER] !== undefined;
}
