import { describe, expect, it } from "vitest";
import { httpEventSender } from "../../../app/adapters/notify/event-sender.ts";
import { cryptography } from "../../../app/adapters/system/cryptography.ts";
import { instantOf } from "../../../app/domain/instant.ts";
import { signer } from "../../../app/domain/signature/sign.ts";
import { PUBLIC_TLS } from "../../../app/domain/source/tls-rule.ts";
import type { SourceRequest } from "../../../app/pipeline/ports.ts";

/** The example that the libraries of Standard Webhooks are tested with. */
const PUBLISHED = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  seconds: 1_614_265_330,
  body: '{"test": 2432232314}',
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};

async function sentWith(secrets: readonly string[]): Promise<SourceRequest["headers"]> {
  const sent: SourceRequest[] = [];
  const requests = {
    send: (request: SourceRequest) => {
      sent.push(request);
      return Promise.resolve({ outcome: "timeout", seconds: 10 } as const);
    },
    check: () => Promise.resolve(null),
  };
  const clock = { now: () => instantOf(PUBLISHED.seconds * 1000) };
  const sender = httpEventSender({ requests, sign: signer(cryptography), clock });
  const place = { url: "https://a.example/", secondUrl: null, tls: PUBLIC_TLS };
  const target = { kind: "webhook", ...place } as const;
  await sender.send({ ...target, format: "json", language: "en", secrets }, PUBLISHED);
  return sent[0]?.headers ?? {};
}

describe("S56: the signature of an event", () => {
  it("is the published one for the published secret, id, time and body", async () => {
    expect(await sentWith([PUBLISHED.secret])).toMatchObject({
      "webhook-id": PUBLISHED.id,
      "webhook-timestamp": String(PUBLISHED.seconds),
      "webhook-signature": PUBLISHED.signature,
    });
  });

  it("stands beside that of the secret before while both sign", async () => {
    const other = `whsec_${Buffer.alloc(24, 1).toString("base64")}`;
    const { "webhook-signature": both = "" } = await sentWith([other, PUBLISHED.secret]);
    expect(both.split(" ")).toHaveLength(2);
    expect(both.split(" ")[1]).toBe(PUBLISHED.signature);
  });
});
