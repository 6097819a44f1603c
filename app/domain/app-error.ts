/** A surprise with one meaning each; expected outcomes are union types instead. */
export abstract class AppError extends Error {
  /** Short, stable, lower case with underscores: for logs, metrics and people who search. */
  abstract readonly code: string;
  /** Whether the same call may succeed later with nothing changed. */
  abstract readonly retryable: boolean;
}
