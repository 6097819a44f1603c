import { createHmac, createSecretKey, timingSafeEqual } from "node:crypto";

/** Whether Standard Webhooks' signature fits; no more than any server must do. */
export function signatureCheck(
  secret: string,
): (header: (name: string) => string, body: Uint8Array) => boolean {
  const key = createSecretKey(Buffer.from(secret.replace("whsec_", ""), "base64"));
  return (header, body) => {
    const expected = createHmac("sha256", key)
      .update(`${header("webhook-id")}.${header("webhook-timestamp")}.`)
      .update(body)
      .digest();
    const given = Buffer.from(header("webhook-signature").slice("v1,".length), "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
}
