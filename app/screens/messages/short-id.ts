/** The last part of a message's id: its first part is the time. */
export function shortId(id: string): string {
  return id.slice(-12);
}
