import { AppError } from "../../../domain/app-error.ts";

/** A name led to an address that may not be asked; no connection was made, or it was closed unused. */
export class DestinationBlocked extends AppError {
  override readonly name = "DestinationBlocked";
  readonly code = "destination_blocked";
  readonly retryable = false;
  readonly host: string;

  constructor(host: string) {
    super(`${host} does not lead to a public address`);
    this.host = host;
  }
}
