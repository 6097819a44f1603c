import { AppError } from "../../../domain/app-error.ts";

/** The embedded PostgreSQL cannot run here; the message says what to do. */
export class EmbeddedPostgresError extends AppError {
  override readonly name = "EmbeddedPostgresError";
  readonly code = "embedded_postgres_failed";
  readonly retryable = false;
}
