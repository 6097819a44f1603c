import { createHmac, createSign, generateKeyPairSync } from "node:crypto";

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
    return { ...others, ...standard(id, body, key) };
  };
}

function standard(id: string, body: Uint8Array, key: Uint8Array): Record<string, string> {
  const seconds = now();
  const signature = hmac(key, `${id}.${seconds}.`, body).toString("base64");
  return {
    "webhook-id": id,
    "webhook-timestamp": seconds,
    "webhook-signature": `v1,${signature}`,
  };
}

/** Standard Webhooks keyed with the client secret's own bytes. */
export const signAsBigCommerce: Sign = (body, secret) =>
  standard("msg_1", body, Buffer.from(secret));

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

export const signAsSendcloud: Sign = (body, secret) => ({
  "sendcloud-signature": hmac(secret, body).toString("hex"),
});

export const signAsCycleSoftware: Sign = (body, secret) => ({
  "x-cyclesoftware-delivery": "180c1fd6-04ab-4215-b55a-0d8710961c95",
  "x-cyclesoftware-signature": hmac(secret, body).toString("hex"),
});

/** Stands for the key whose public half ShipEngine publishes. */
const SHIPENGINE_KEY = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const SHIPENGINE_PUBLIC_KEY = SHIPENGINE_KEY.publicKey
  .export({ type: "spki", format: "pem" })
  .toString();

export const signAsShipEngine: Sign = (body) => {
  const time = new Date().toISOString();
  const signature = createSign("sha256").update(`${time}.`).update(body);
  return {
    "user-agent": "ShipEngine/v1",
    "x-shipengine-timestamp": time,
    "x-shipengine-rsa-sha256-key-id": "kid-1",
    "x-shipengine-rsa-sha256-signature": signature.sign(SHIPENGINE_KEY.privateKey, "base64"),
  };
};

/** Systems that send the secret itself. */
export function tokenIn(name: string): Sign {
  return (_body, secret) => ({ [name]: secret });
}

export function basicAs(username: string): Sign {
  return (_body, secret) => ({
    authorization: `Basic ${Buffer.from(`${username}:${secret}`).toString("base64")}`,
  });
}

export const unsigned: Sign = () => ({});

export interface Target {
  readonly url: string;
  readonly secret: string | null;
}

/** Posts a signed body as the system would; answers whether it was acknowledged. */
export async function post(
  { url, secret }: Target,
  body: Uint8Array<ArrayBuffer>,
  sign: Sign,
): Promise<boolean> {
  const response = await send(url, body, sign(body, secret ?? ""));
  await response.arrayBuffer();
  return response.ok;
}

/** Posts a body as JSON, unless its headers say otherwise. */
export async function send(
  url: string,
  body: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>>,
): Promise<Response> {
  const all = { "content-type": "application/json", ...headers };
  return await fetch(url, { method: "POST", headers: all, body });
}
