import { AppError } from "../../domain/app-error.ts";

/** A migration failed, was changed after it was applied, or is missing; a person has to look. */
export class MigrationError extends AppError {
  override readonly name = "MigrationError";
  readonly code = "migration_failed";
  readonly retryable = false;
}
