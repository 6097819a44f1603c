import { AppError } from "../domain/app-error.ts";

/** Another worker has the lease now: what this one wanted to write was not written. */
export class LeaseLost extends AppError {
  override readonly name = "LeaseLost";
  readonly code = "lease_lost";
  readonly retryable = false;
}
