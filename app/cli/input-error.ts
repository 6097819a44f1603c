import { AppError } from "../domain/app-error.ts";

/** A file that the command was given cannot be worked with; the message says what to change in it. */
export class InputError extends AppError {
  override readonly name = "InputError";
  readonly code = "input";
  readonly retryable = false;
}
