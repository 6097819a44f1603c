import { cryptography } from "../../app/adapters/system/cryptography.ts";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { plusSeconds } from "../../app/domain/instant.ts";
import { signer } from "../../app/domain/signature/sign.ts";
import { secretOf } from "../bad-input/sender.ts";
import type { Chance } from "../simulation/chance.ts";
import { flipped } from "./grammar/bytes.ts";
import type { Draft } from "./input.ts";
import type { Target } from "./target.ts";

const sign = signer(cryptography);
const SECRET = secretOf("active");
const WRONG_SECRET = secretOf("paused");
const OLD_SECONDS = -3_600;

interface Signing {
  readonly secret: string;
  readonly id: string;
  readonly skewSeconds: number;
}

/** Signs a draft as its source would. */
export function signed(draft: Draft, target: Target, id: string): Draft {
  return signedWith(draft, target, { secret: SECRET, id, skewSeconds: 0 });
}

function signedWith(draft: Draft, { scheme }: Target, { secret, id, skewSeconds }: Signing): Draft {
  const { method, path: url, headers, body } = draft;
  const now = plusSeconds(systemClock.now(), skewSeconds);
  const request = sign(scheme, { method, url, headers, body }, { secret, id, now });
  if (request === null) throw new Error(`the scheme ${scheme.kind} cannot be signed here`);
  const added = request.headers.slice(headers.length);
  const names = added.map(([name]) => name.toLowerCase());
  const others = headers.filter(([name]) => !names.includes(name.toLowerCase()));
  return { ...draft, headers: [...others, ...added] };
}

/** Signs and breaks the proof: such a request must never be accepted. Where nothing is proved, it is as good as any. */
export function forged(
  chance: Chance,
  draft: Draft,
  { target, id }: { readonly target: Target; readonly id: string },
): Draft {
  const right = signed(draft, target, id);
  if (target.scheme.kind === "none") return right;
  const refused = { ...right, must: "be_refused" } as const;
  const [, proof = ""] = right.headers.at(-1) ?? [];
  const withProof = (value: string) => ({
    ...refused,
    headers: [...right.headers.slice(0, -1), [right.headers.at(-1)?.[0] ?? "", value] as const],
  });
  const ways = [
    () =>
      ({
        ...signedWith(draft, target, { secret: WRONG_SECRET, id, skewSeconds: 0 }),
        must: "be_refused",
        what: "wrong secret",
      }) as const,
    () => ({ ...refused, what: "no proof", headers: right.headers.slice(0, -1) }),
    () => ({ ...withProof(""), what: "empty proof" }),
    () => ({ ...withProof(otherText(proof)), what: "another proof" }),
    () => ({ ...withProof(proof.slice(0, -8)), what: "half a proof" }),
    () => ({ ...withProof(`${proof} ${"v1,AAAA ".repeat(50)}`), what: "many proofs" }),
    () => ({ ...withProof("x".repeat(9000)), what: "a long proof" }),
    () => tampered(chance, { draft, right: refused, target, id }),
  ] as const;
  return chance.pick(ways)();
}

interface Tampering {
  readonly draft: Draft;
  readonly right: Draft;
  readonly target: Target;
  readonly id: string;
}

/** The body changed after signing, or an old time signed; a wrong secret where neither is covered. */
function tampered(chance: Chance, { draft, right, target, id }: Tampering): Draft {
  switch (target.scheme.kind) {
    case "hmac":
    case "hash":
      return {
        ...right,
        what: "changed body",
        body: flipped(draft.body, chance.int(draft.body.length), chance.int(8)),
      };
    case "standard_webhooks":
      return {
        ...signedWith(draft, target, { secret: SECRET, id, skewSeconds: OLD_SECONDS }),
        must: "be_refused",
        what: "old time",
      };
    case "none":
    case "token":
    case "basic":
    case "jwt":
    case "asymmetric":
    case "jws_detached":
      return {
        ...signedWith(draft, target, { secret: WRONG_SECRET, id, skewSeconds: 0 }),
        must: "be_refused",
        what: "wrong secret",
      };
  }
}

/** A text of the same length and alphabet. */
function otherText(proof: string): string {
  const start = Math.max(0, proof.length - 20);
  const end = proof.slice(start).replaceAll(/[a-z0-9]/gi, (one) => (one === "a" ? "b" : "a"));
  return proof.slice(0, start) + end;
}
