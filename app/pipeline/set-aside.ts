/** What a person does with a unit of work that was set aside, once the cause is mended. */
export type AfterTheFix =
  | "replay it"
  | "look again"
  | "start again (what was done stays done)"
  | "send it again"
  | "tell it again"
  | "poll it again";

/** Why a unit that ended in so many surprises is left to a person, and what that person does. */
export function failedOften(then: AfterTheFix): string {
  return `Handoff failed on this several times. Its log has the cause; after the fix, ${then}.`;
}

/** Why a unit that no worker survived is left to a person, and what that person does. */
export function interruptedOften(times: number, then: AfterTheFix): string {
  return `Handoff's worker ended or lost its database ${String(times)} times in a row with this in hand. Its log has the cause; after the fix, ${then}.`;
}
