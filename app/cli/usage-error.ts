import { AppError } from "../domain/app-error.ts";

/** The command was called with options or files that it cannot work with. */
export class UsageError extends AppError {
  override readonly name = "UsageError";
  readonly code = "usage";
  readonly retryable = false;
}
