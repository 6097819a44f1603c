import { AppError } from "../domain/app-error.ts";

/** The command was called with options that it does not have; the answer says how to call it. */
export class UsageError extends AppError {
  override readonly name = "UsageError";
  readonly code = "usage";
  readonly retryable = false;
}
