import { AppError } from "../domain/app-error.ts";

/** The screens were not built, so there is nothing to serve. */
export class BuildMissing extends AppError {
  override readonly name = "BuildMissing";
  readonly code = "build_missing";
  readonly retryable = false;
}
