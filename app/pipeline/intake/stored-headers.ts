import type { HeaderPair } from "./delivery.ts";

const MAX_HEADERS = 64;
const MAX_VALUE_LENGTH = 1024;

/** What a mapping or a person never needs: the connection's own, and where a proxy saw the sender. */
const OF_THE_CONNECTION =
  /^(?:host|connection|keep-alive|content-length|transfer-encoding|te|trailer|upgrade|expect|accept.*|via|forwarded|x-forwarded-.*|x-real-ip|true-client-ip|cf-.*|cdn-.*|x-amz-cf-.*)$/;

/** Names of headers and query parameters that carry a credential or a signature. */
const OF_A_SECRET =
  /(?:^|[-_])(?:auth|authorization|authentication|cookie|signature|signed|sig|hmac|digest|hash|token|jwt|secret|password|passwd|pass|pwd|apikey|credential|credentials|username)(?:[-_\d]|$)|(?:api|access|private|public|secret|auth|client|subscription)[-_]?key|session/i;

/** Handoff's own marks, which would make a delivery look like what Handoff fetched or polled itself. */
const OF_HANDOFF = /^handoff-(?!test$)/;

/**
 * The headers that stay with a message: those that a mapping can read (topic,
 * id, time), without credentials and signatures.
 *
 * @param proof names of the headers that carry the endpoint's signature, in lower case
 */
export function storedHeaders(
  headers: readonly HeaderPair[],
  proof: readonly string[],
): Record<string, string> {
  const kept: Record<string, string> = {};
  let count = 0;
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (!isKept(key, proof) || key in kept) continue;
    if (++count > MAX_HEADERS) break;
    kept[key] = value.length > MAX_VALUE_LENGTH ? value.slice(0, MAX_VALUE_LENGTH) : value;
  }
  return kept;
}

/** The connection's own, and the sender's other business. */
const PROVES_NOTHING =
  /^(?:connection|keep-alive|transfer-encoding|te|trailer|upgrade|expect|cookie)$/;

/** All that a proof can rest on, for a delivery that is kept to be judged again. */
export function provingHeaders(headers: readonly HeaderPair[]): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    if (!PROVES_NOTHING.test(key) && key !== "__proto__") kept[key] ??= value;
  }
  return kept;
}

const verdicts = new Map<string, boolean>();
const MAX_VERDICTS = 500;

/** Senders repeat the same few names for ever, so the answer for each name is kept. */
function isKept(name: string, proof: readonly string[]): boolean {
  if (proof.includes(name)) return false;
  const known = verdicts.get(name);
  if (known !== undefined) return known;
  const verdict =
    !OF_THE_CONNECTION.test(name) &&
    !OF_A_SECRET.test(name) &&
    !OF_HANDOFF.test(name) &&
    name !== "__proto__";
  if (verdicts.size < MAX_VERDICTS) verdicts.set(name, verdict);
  return verdict;
}

/** The query without the values of parameters that carry a credential. */
export function storedQuery(query: string): string {
  if (query === "") return "";
  return query
    .split("&")
    .map((parameter) => {
      const equals = parameter.indexOf("=");
      if (equals === -1) return parameter;
      const name = parameter.slice(0, equals);
      return OF_A_SECRET.test(name) ? `${name}=` : parameter;
    })
    .join("&");
}
