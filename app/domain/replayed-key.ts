/** How the deduplication key of a replay begins whose body a person edited. */
export const EDITED = "edit";

/** Whether a message is an edited copy of the one that it replays. */
export function isEditedKey(deduplicationKey: string): boolean {
  return deduplicationKey.startsWith(`${EDITED}:`);
}
