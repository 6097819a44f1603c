import { parseKeySet } from "../../../domain/signature/key-set.ts";
import { epochOf } from "../../../domain/instant.ts";
import type { PublicKey } from "../../../domain/signature/secret.ts";
import { PUBLIC_TLS } from "../../../domain/source/tls-rule.ts";
import type { Clock, KeySetAnswer, KeySets, Log, SourceRequests } from "../../../pipeline/ports.ts";

export interface KeySetParts {
  readonly requests: SourceRequests;
  readonly clock: Clock;
  readonly log: Log;
}

/** Older keys still count while newer ones are fetched beside. */
const FRESH_SECONDS = 3_600;
/** Requests with made-up key ids must not make us ask more often. */
const REFETCH_SECONDS = 60;
const MAX_SETS = 1_000;

interface KeptSet {
  keys: readonly PublicKey[] | null;
  fetchedAt: number;
  /** When it was asked for last, with or without success, in seconds. */
  askedAt: number;
  asking: Promise<KeySetAnswer> | null;
}

/** Key sets kept in memory; one fetch at a time for each, whoever waits for it. */
export function fetchedKeySets(parts: KeySetParts): KeySets {
  const kept = new Map<string, KeptSet>();
  const now = () => epochOf(parts.clock.now()) / 1000;

  function setOf(url: string): KeptSet {
    const known = kept.get(url);
    if (known !== undefined) return known;
    if (kept.size >= MAX_SETS) kept.clear();
    const made: KeptSet = { keys: null, fetchedAt: -Infinity, askedAt: -Infinity, asking: null };
    kept.set(url, made);
    return made;
  }

  function ask(url: string, set: KeptSet): Promise<KeySetAnswer> {
    set.askedAt = now();
    set.asking ??= fetchKeys(parts, url)
      .then((keys) => {
        if (keys === "unavailable") return set.keys ?? keys;
        set.keys = keys;
        set.fetchedAt = now();
        return keys;
      })
      .finally(() => {
        set.asking = null;
      });
    return set.asking;
  }

  return {
    async known(url) {
      const set = setOf(url);
      const mayAsk = now() - set.askedAt >= REFETCH_SECONDS;
      if (set.keys === null) return mayAsk || set.asking !== null ? ask(url, set) : "unavailable";
      if (now() - set.fetchedAt > FRESH_SECONDS && mayAsk) void ask(url, set);
      return set.keys;
    },
    async refreshed(url) {
      const set = setOf(url);
      if (set.asking !== null) return set.asking;
      return now() - set.askedAt < REFETCH_SECONDS ? "unchanged" : ask(url, set);
    },
  };
}

/** Never rejects: what is wrong is told in the log, for whoever wonders why nothing verifies. */
async function fetchKeys({ requests, log }: KeySetParts, url: string): Promise<KeySetAnswer> {
  try {
    const headers = { accept: "application/jwk-set+json, application/json" };
    const answer = await requests.send({
      method: "GET",
      url,
      headers,
      body: null,
      tls: PUBLIC_TLS,
    });
    const keys =
      answer.outcome === "answered" && answer.status === 200
        ? parseKeySet(new TextDecoder().decode(answer.body))
        : null;
    if (keys !== null) return keys;
    const status = answer.outcome === "answered" ? answer.status : undefined;
    log.warn("key_set.unavailable", { host: new URL(url).host, outcome: answer.outcome, status });
  } catch (error) {
    log.error("key_set.failed", error, {});
  }
  return "unavailable";
}
