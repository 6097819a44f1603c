import { AppError } from "../domain/app-error.ts";

/** A vector asks for something that we do not have; the others are checked all the same. */
export class VectorUnusable extends AppError {
  override readonly name = "VectorUnusable";
  readonly code = "vector_unusable";
  readonly retryable = false;
}
