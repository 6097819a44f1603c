import { AppError } from "../../domain/app-error.ts";

/** The shop has no data key: it was redacted, and nothing of it can be sealed or opened. */
export class ShopKeyMissing extends AppError {
  override readonly name = "ShopKeyMissing";
  readonly code = "shop_key_missing";
  readonly retryable = false;
}
