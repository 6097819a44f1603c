/**
 * What a source insists on reading back, where it does: its own status and a
 * literal body. Refusals and overload answers are never changed by this.
 */
export interface ResponseContract {
  readonly status: 200 | 201 | 202 | 204;
  /** Sent as it is; null for our own JSON. */
  readonly body: string | null;
  readonly contentType: string;
}

/** Our own answer: 202 with the message id. */
export const STANDARD_RESPONSE: ResponseContract = {
  status: 202,
  body: null,
  contentType: "application/json",
};
