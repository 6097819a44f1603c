import { epochOf } from "../../domain/instant.ts";
import type { Clock, Endpoints, Log, ReceivingEndpoint } from "../ports.ts";

/** A merchant asks whether the old secret is still used, not how often. */
const EVERY_MILLISECONDS = 60_000;
const MAX_SECRETS = 10_000;

export interface SecretUses {
  /** Remembers that a secret signed a delivery; nobody waits for it. */
  note(endpoint: ReceivingEndpoint, secretId: string): void;
  settled(): Promise<void>;
}

/** Writes the first use of each minute: the hot path must not write for every delivery. */
export function secretUses(endpoints: Endpoints, clock: Clock, log: Log): SecretUses {
  const lastNoted = new Map<string, number>();
  const inFlight = new Set<Promise<void>>();

  async function write(endpoint: ReceivingEndpoint, secretId: string): Promise<void> {
    try {
      await endpoints.noteSecretUse(endpoint, secretId, clock.now());
    } catch (error) {
      log.error("secret_use.not_kept", error, { endpoint_id: endpoint.endpointId });
    }
  }

  return {
    note(endpoint, secretId) {
      const now = epochOf(clock.now());
      if (now - (lastNoted.get(secretId) ?? -Infinity) < EVERY_MILLISECONDS) return;
      if (lastNoted.size >= MAX_SECRETS) lastNoted.clear();
      lastNoted.set(secretId, now);
      const written = write(endpoint, secretId).finally(() => inFlight.delete(written));
      inFlight.add(written);
    },
    async settled() {
      await Promise.all(inFlight);
    },
  };
}
