import { AppError } from "../app-error.ts";

/** A stored policy says something that this version does not know; guessing could mail customers. */
export class PolicyUnreadable extends AppError {
  override readonly name = "PolicyUnreadable";
  readonly code = "policy_unreadable";
  readonly retryable = false;
}
