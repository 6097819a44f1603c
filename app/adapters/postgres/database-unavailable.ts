import { AppError } from "../../domain/app-error.ts";

/** PostgreSQL cannot be reached or takes nothing now; nobody knows whether the last commit happened. */
export class DatabaseUnavailable extends AppError {
  override readonly name = "DatabaseUnavailable";
  readonly code = "database_unavailable";
  readonly retryable = true;
}
