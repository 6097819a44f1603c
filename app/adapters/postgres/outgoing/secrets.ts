import { createHash, randomBytes } from "node:crypto";
import type { Instant } from "../../../domain/instant.ts";
import type { DataKey } from "../../../pipeline/ports.ts";

/** What a subscriber's deliveries are signed with. */
export interface SubscriberSecrets {
  readonly current: string;
  /** Signs beside the current one until then. */
  readonly previous: { readonly secret: string; readonly until: Instant } | null;
}

const SECRET_BYTES = 32;

/** As Standard Webhooks writes secrets. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(SECRET_BYTES).toString("base64")}`;
}

/** What a subscriber asks with. */
export function newAccessKey(): string {
  return `hk_${randomBytes(SECRET_BYTES).toString("base64url")}`;
}

/** A key has 256 random bits, so its hash can be looked up as it is. */
export function keyDigest(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}

interface Place {
  readonly shopId: string;
  readonly subscriberId: string;
}

export function sealSecrets(key: DataKey, place: Place, secrets: SubscriberSecrets): Uint8Array {
  return key.seal(sealedPlace(place), Buffer.from(JSON.stringify(secrets)));
}

export function openSecrets(key: DataKey, place: Place, sealed: Uint8Array): SubscriberSecrets {
  const opened = key.open(sealedPlace(place), sealed);
  // Sealed by us alone, so its form is known.
  return JSON.parse(Buffer.from(opened).toString()) as SubscriberSecrets;
}

/** The secrets that sign now, the current one first. */
export function liveSecrets({ current, previous }: SubscriberSecrets, now: Instant): string[] {
  return previous !== null && previous.until > now ? [current, previous.secret] : [current];
}

function sealedPlace({ shopId, subscriberId }: Place) {
  return { table: "subscriber", column: "secrets", shopId, rowId: subscriberId };
}
