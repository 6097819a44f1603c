import { AppError } from "../../domain/app-error.ts";

/** Somebody else holds the shop's lock for too long. */
export class ShopLockTimeout extends AppError {
  override readonly name = "ShopLockTimeout";
  readonly code = "shop_lock_timeout";
  readonly retryable = true;
}
