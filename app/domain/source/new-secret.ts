/** What was made when a source was connected or its secret rotated; the secret is in no other place. */
export interface NewSecret {
  readonly sourceId: string;
  readonly name: string;
  readonly url: string;
  /** Null where the system brought its own. */
  readonly secret: string | null;
  /** Where to click in that system. */
  readonly steps: readonly string[];
  readonly canSign: boolean;
}
