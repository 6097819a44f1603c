import { AppError } from "../../domain/app-error.ts";

/** Sealed bytes were changed, moved to another row, or sealed with a key that we do not have. */
export class SealBroken extends AppError {
  override readonly name = "SealBroken";
  readonly code = "seal_broken";
  readonly retryable = false;
}
