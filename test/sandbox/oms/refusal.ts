/** The OMS says no to its own user, with the HTTP status of the answer. */
export class OmsRefusal extends Error {
  override readonly name = "OmsRefusal";
  readonly status: 404 | 409 | 422;

  constructor(status: 404 | 409 | 422, message: string) {
    super(message);
    this.status = status;
  }
}
