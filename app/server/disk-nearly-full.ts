import { AppError } from "../domain/app-error.ts";

/** So little room is left that deliveries are refused until there is more. */
export class DiskNearlyFull extends AppError {
  override readonly name = "DiskNearlyFull";
  readonly code = "disk_nearly_full";
  readonly retryable = true;

  constructor(freeBytes: number) {
    super(`only ${String(freeBytes)} bytes are free: make room, and deliveries are taken again`);
  }
}
