import { cryptography } from "../adapters/system/cryptography.ts";
import { faultsOf } from "../domain/mapping/fault-words.ts";
import { verifier } from "../domain/signature/verify.ts";
import type { Verdict } from "../domain/signature/verify.ts";
import { deliveryOf } from "./vector-delivery.ts";
import type { VectorDelivery } from "./vector-delivery.ts";
import { vectorSchema } from "./vector.ts";
import type { Vector } from "./vector.ts";
import { VectorUnusable } from "./vector-unusable.ts";

const verify = verifier(cryptography);

/** What became of one vector as it is, and of its changed copies. */
export interface VectorResult {
  readonly name: string;
  /** Null where the vector could not be tried. */
  readonly verdict: Verdict | null;
  /** Why it could not be tried; empty where it could. */
  readonly reason: string;
  /** Whether the verdict is the one that the vector asks for. */
  readonly isRight: boolean;
  /** Whether every changed copy was refused; of a scheme that proves nothing there is none. */
  readonly refusesTampered: boolean;
}

/** Checks one entry of a file, whatever it is. */
export function checkVector(entry: unknown, index = 0): VectorResult {
  const parsed = vectorSchema.safeParse(entry);
  if (!parsed.success) return untried(`vector ${String(index + 1)}`, wordsOf(parsed.error));
  try {
    return tryVector(parsed.data);
  } catch (error) {
    if (error instanceof VectorUnusable) return untried(parsed.data.name, error.message);
    throw error;
  }
}

function untried(name: string, reason: string): VectorResult {
  return { name, verdict: null, reason, isRight: false, refusesTampered: false };
}

function wordsOf(error: Parameters<typeof faultsOf>[0]): string {
  return faultsOf(error)
    .map(({ at, detail }) => (at === "" ? detail : `${at}: ${detail}`))
    .join(" ");
}

function tryVector(vector: Vector): VectorResult {
  const delivery = deliveryOf(vector);
  const verdict = judge(delivery);
  const isWanted = vector.ok ?? true;
  return {
    name: vector.name,
    verdict,
    reason: "",
    isRight: (verdict.verdict === "verified") === isWanted,
    refusesTampered: tamperedCopies(delivery).every((copy) => judge(copy).verdict === "rejected"),
  };
}

export function judge({ credentials, request, now }: VectorDelivery): Verdict {
  return verify(credentials, request, now);
}

/** Copies with one byte of the body changed: the first, the middle, the last. Where nothing is proved there is none. */
function tamperedCopies(delivery: VectorDelivery): readonly VectorDelivery[] {
  const { body } = delivery.request;
  if (delivery.credentials.scheme.kind === "none") return [];
  const isBodySigned = !["token", "basic", "jwt"].includes(delivery.credentials.scheme.kind);
  if (!isBodySigned || body.length === 0) return [withWrongSecret(delivery)];
  return [0, Math.floor(body.length / 2), body.length - 1].map((index) => ({
    ...delivery,
    request: { ...delivery.request, body: changeByte(body, index) },
  }));
}

/** Where the scheme does not cover the body, the secret is what must not be changed. */
function withWrongSecret(delivery: VectorDelivery): VectorDelivery {
  const secrets = delivery.credentials.secrets.map((secret) => ({
    ...secret,
    value: `${secret.value}x`,
  }));
  return { ...delivery, credentials: { ...delivery.credentials, secrets } };
}

export function changeByte(bytes: Uint8Array, index: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[index] = (copy[index] ?? 0) ^ 0x01;
  return copy;
}
