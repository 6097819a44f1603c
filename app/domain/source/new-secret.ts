/** What was made when a source was connected or its secret rotated; the secret is in no other place. */
export interface NewSecret {
  readonly sourceId: string;
  readonly name: string;
  readonly url: string;
  /** Null where the system brought its own, or shares none. */
  readonly secret: string | null;
  /** Whether the scheme has a secret that both sides know. */
  readonly sharesSecret: boolean;
  /** Whether its webhooks only point to data, which Handoff can fetch with API access alone. */
  readonly needsAccess: boolean;
  /** Whether it delivers through a message queue alone, and to no URL. */
  readonly needsQueue: boolean;
  /** Where to click in that system. */
  readonly steps: readonly string[];
  readonly canSign: boolean;
  /** Whether the scheme proves where a delivery comes from. */
  readonly isSigned: boolean;
}
