import { AppError } from "../../../domain/app-error.ts";

/** The server has another certificate than the pinned one. */
export class CertificateRefused extends AppError {
  override readonly name = "CertificateRefused";
  readonly code = "certificate_refused";
  readonly retryable = false;

  constructor(fingerprint: string) {
    super(
      `The server shows another certificate than the pinned one: its fingerprint is ${fingerprint}.`,
    );
  }
}
