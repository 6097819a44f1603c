import { cryptography } from "../adapters/system/cryptography.ts";
import { verifier } from "../domain/signature/verify.ts";
import type { Verdict } from "../domain/signature/verify.ts";
import { deliveryOf } from "./vector-delivery.ts";
import type { VectorDelivery } from "./vector-delivery.ts";
import type { Vector } from "./vector.ts";

const verify = verifier(cryptography);

/** What became of one vector as it is, and of its changed copies. */
export interface VectorResult {
  readonly name: string;
  readonly verdict: Verdict;
  /** Whether the verdict is the one that the vector asks for. */
  readonly isRight: boolean;
  /** Whether every copy with one changed byte was refused. */
  readonly refusesTampered: boolean;
}

export function checkVector(vector: Vector): VectorResult {
  const delivery = deliveryOf(vector);
  const verdict = judge(delivery);
  const isWanted = vector.ok ?? true;
  return {
    name: vector.name,
    verdict,
    isRight: (verdict.verdict === "verified") === isWanted,
    refusesTampered: tamperedCopies(delivery).every((copy) => judge(copy).verdict === "rejected"),
  };
}

export function judge({ credentials, request, now }: VectorDelivery): Verdict {
  return verify(credentials, request, now);
}

/** Copies with one byte of the body changed: the first, the middle, the last. */
function tamperedCopies(delivery: VectorDelivery): readonly VectorDelivery[] {
  const { body } = delivery.request;
  const isBodySigned = !["none", "token", "basic", "jwt"].includes(
    delivery.credentials.scheme.kind,
  );
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
