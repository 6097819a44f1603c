import type { KeySource } from "./scheme.ts";
import type { PublicKey } from "./secret.ts";
import { rejected } from "./verdict.ts";
import type { Rejected } from "./verdict.ts";

/**
 * The keys that may have signed: pasted ones, or those of the source's key set
 * with the id that the request names. The request never brings a key or says
 * where to get one.
 */
export function keysFor(
  source: KeySource,
  known: readonly PublicKey[],
  keyId: string | null,
): readonly PublicKey[] | Rejected {
  switch (source.kind) {
    case "secret":
      return [];
    case "pem":
      return source.pems.map((value, index) => ({ id: `pem-${String(index + 1)}`, value }));
    case "jwks": {
      const fitting = keyId === null ? known : known.filter(({ id }) => id === keyId);
      return fitting.length > 0
        ? fitting
        : rejected("key_unknown", `The key set of ${source.url} holds no key for this signature.`);
    }
  }
}
