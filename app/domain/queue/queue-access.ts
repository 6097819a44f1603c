/** A source's message queue, and the key that it is read with. */
export interface QueueAccess {
  /** Begins with https, as the queue's service shows it. */
  readonly url: string;
  /** Such as `eu-central-1`: signatures count for one region. */
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}
