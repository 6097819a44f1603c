import { createHmac } from "node:crypto";

/** What a system sends beside the body. */
export type Sign = (body: Uint8Array, secret: string) => Readonly<Record<string, string>>;

function hmac(secret: string | Uint8Array, ...parts: readonly (string | Uint8Array)[]): Buffer {
  const mac = createHmac("sha256", secret);
  for (const part of parts) mac.update(part);
  return mac.digest();
}

/** Unix seconds, as signatures carry them. */
function now(): string {
  return String(Math.floor(Date.now() / 1000));
}

export const signAsWooCommerce: Sign = (body, secret) => ({
  "x-wc-webhook-topic": "order.updated",
  "x-wc-webhook-delivery-id": "1001",
  "x-wc-webhook-signature": hmac(secret, body).toString("base64"),
});

export const signAsShipHero: Sign = (body, secret) => ({
  "x-shiphero-message-id": "message-1",
  "x-shiphero-hmac-sha256": hmac(secret, body).toString("base64"),
});

/** Standard Webhooks, whose id names the delivery. */
export function signAsStandard(id: string, others: Readonly<Record<string, string>> = {}): Sign {
  return (body, secret) => {
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    const seconds = now();
    const signature = hmac(key, `${id}.${seconds}.`, body).toString("base64");
    return {
      ...others,
      "webhook-id": id,
      "webhook-timestamp": seconds,
      "webhook-signature": `v1,${signature}`,
    };
  };
}

export const signAsShipBob = signAsStandard("msg_1", {
  "x-webhook-topic": "order.shipment.tracking_received",
});

export const signAsEasyPost: Sign = (body, secret) => ({
  "x-hmac-signature": `hmac-sha256-hex=${hmac(secret.normalize("NFKD"), body).toString("hex")}`,
});

export const signAsShippo: Sign = (body, secret) => {
  const seconds = now();
  const signature = hmac(secret, `${seconds}.`, body).toString("hex");
  return { "shippo-auth-signature": `t=${seconds},v1=${signature}` };
};

/** Posts a signed body as the system would; answers whether it was acknowledged. */
export async function post(
  { url, secret }: { readonly url: string; readonly secret: string | null },
  body: Uint8Array<ArrayBuffer>,
  sign: Sign,
): Promise<boolean> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...sign(body, secret ?? "") },
    body,
  });
  await response.arrayBuffer();
  return response.ok;
}
