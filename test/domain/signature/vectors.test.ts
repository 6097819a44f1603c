import { existsSync, readFileSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { changeByte, checkVector, judge } from "../../../app/cli/check-vectors.ts";
import { deliveryOf } from "../../../app/cli/vector-delivery.ts";
import type { VectorDelivery } from "../../../app/cli/vector-delivery.ts";
import { vectorSchema } from "../../../app/cli/vector.ts";
import type { Vector } from "../../../app/cli/vector.ts";

const FILE = "../shared/oms/vectors/signature_vectors.json";
const vectors = existsSync(FILE)
  ? vectorSchema.array().parse(JSON.parse(readFileSync(FILE, "utf8")))
  : [];

describe.skipIf(vectors.length === 0)(
  `the signature vectors (skipped where ${FILE} is absent)`,
  () => {
    it("are the fourteen that are known", () => {
      expect(vectors).toHaveLength(14);
    });

    describe.each(vectors.map((vector) => [vector.name, vector] as const))(
      "%s",
      (_name, vector) => {
        it("is accepted", () => {
          expect(checkVector(vector)).toMatchObject({ isRight: true, refusesTampered: true });
        });

        it("is refused after a change of any byte", () => {
          const delivery = deliveryOf(vector);
          const positions = delivery.request.body.length;
          for (let index = 0; index < positions; index += Math.ceil(positions / 40)) {
            const body = changeByte(delivery.request.body, index);
            expect(judge({ ...delivery, request: { ...delivery.request, body } }).verdict).toBe(
              "rejected",
            );
          }
        });

        it("is refused with another secret or key", () => {
          expect(judge(withOtherKey(vector)).verdict).toBe("rejected");
        });

        it("is refused in another encoding", () => {
          expect(judge(deliveryOf({ ...vector, signature: inOtherEncoding(vector) })).verdict).toBe(
            "rejected",
          );
        });

        it("is refused without its timestamp, if it has one", () => {
          const stripped = withoutTimestamp(vector);
          if (stripped)
            expect(judge({ ...stripped, now: deliveryOf(vector).now }).verdict).toBe("rejected");
        });
      },
    );
  },
);

function withOtherKey(vector: Vector): VectorDelivery {
  const delivery = deliveryOf(vector);
  if (vector.secret !== undefined) {
    const secrets = [{ id: "other", value: `${vector.secret}Zm9v`, expiresAt: null }];
    return { ...delivery, credentials: { ...delivery.credentials, secrets } };
  }
  const other = JSON.stringify({ kty: "RSA", n: `w${"A".repeat(341)}`, e: "AQAB", kid: "k1" });
  const { scheme } = delivery.credentials;
  const keys = { kind: "pem", pems: [other] } as const;
  const pinned = "keys" in scheme && scheme.keys.kind === "pem" ? { ...scheme, keys } : scheme;
  return {
    ...delivery,
    credentials: {
      ...delivery.credentials,
      scheme: pinned,
      publicKeys: [{ id: "k1", value: other }],
    },
  };
}

/** The same bytes, written as the scheme does not write them. */
function inOtherEncoding({ signature, config }: Vector): string {
  const isHex = config.encoding === "hex";
  return signature.replace(/[0-9a-f]{64}$|[A-Za-z0-9+/_-]{40,}={0,2}$/, (text) =>
    isHex
      ? Buffer.from(text, "hex").toString("base64")
      : Buffer.from(text, "base64").toString("hex"),
  );
}

function withoutTimestamp(vector: Vector): VectorDelivery | null {
  const names = ["webhook-timestamp", "date", vector.config.timestampHeader?.toLowerCase()];
  const headers = Object.entries(vector.headers ?? {});
  const kept = headers.filter(([name]) => !names.includes(name.toLowerCase()));
  const signature = vector.signature.replace(/^t=\d+,/, "");
  if (kept.length === headers.length && signature === vector.signature) return null;
  return deliveryOf({ ...vector, headers: Object.fromEntries(kept), signature });
}
