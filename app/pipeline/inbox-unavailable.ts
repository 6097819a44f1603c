import { AppError } from "../domain/app-error.ts";

/** The inbox cannot take messages now: nothing was committed, or nobody can say whether it was. */
export class InboxUnavailable extends AppError {
  override readonly name = "InboxUnavailable";
  readonly code = "inbox_unavailable";
  readonly retryable = true;
}
