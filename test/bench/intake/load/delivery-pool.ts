import { createHmac } from "node:crypto";
import type { LoadPlan } from "./plan.ts";

/** Base64 of a SHA-256. */
const SIGNATURE_LENGTH = 44;
const NUMBER_LENGTH = 8;

/** Deliveries that differ in id and signature alone, so that sending one costs little more than writing it. */
export interface DeliveryPool {
  /** A request of one connection; it holds one delivery at a time. */
  template(connection: number): DeliveryTemplate;
}

export interface DeliveryTemplate {
  /** The next delivery as it goes over the wire; good until the next call. */
  next(): Buffer;
}

type DeliveryPlan = Pick<LoadPlan, "paths" | "secret" | "run" | "bodyBytes" | "signedAhead">;

/** Signs ahead of time; where that does not last, each further one as it is sent. */
export function deliveryPool(plan: DeliveryPlan): DeliveryPool {
  const key = Buffer.from(plan.secret.replace("whsec_", ""), "base64");
  const timestamp = String(Math.floor(Date.now() / 1000));
  const body = bodyOf(plan.bodyBytes);
  const sign = (id: string): string =>
    createHmac("sha256", key).update(`${id}.${timestamp}.`).update(body).digest("base64");
  const idOf = (number: number): string =>
    `${plan.run}_${number.toString(36).padStart(NUMBER_LENGTH, "0")}`;
  const signed = Buffer.alloc(plan.signedAhead * SIGNATURE_LENGTH);
  for (let number = 0; number < plan.signedAhead; number += 1) {
    signed.write(sign(idOf(number)), number * SIGNATURE_LENGTH, "latin1");
  }
  let count = 0;

  function template(connection: number): DeliveryTemplate {
    const path = plan.paths[connection % plan.paths.length] ?? "/";
    const { head, idAt, signatureAt } = headOf({ path, timestamp, id: idOf(0), body });
    const request = Buffer.concat([head, body]);
    return {
      next() {
        const number = count++;
        const id = idOf(number);
        request.write(id, idAt, "latin1");
        const at = number * SIGNATURE_LENGTH;
        if (number >= plan.signedAhead) request.write(sign(id), signatureAt, "latin1");
        else signed.copy(request, signatureAt, at, at + SIGNATURE_LENGTH);
        return request;
      },
    };
  }
  return { template };
}

function headOf(parts: {
  readonly path: string;
  readonly timestamp: string;
  readonly id: string;
  readonly body: Buffer;
}) {
  const signature = "=".repeat(SIGNATURE_LENGTH);
  const text = [
    `POST ${parts.path} HTTP/1.1`,
    "host: handoff.example.com",
    "user-agent: oms-webhooks/2.4",
    "accept: */*",
    "content-type: application/json",
    `content-length: ${String(parts.body.length)}`,
    `webhook-timestamp: ${parts.timestamp}`,
    `webhook-id: ${parts.id}`,
    `webhook-signature: v1,${signature}`,
    "",
    "",
  ].join("\r\n");
  return {
    head: Buffer.from(text, "latin1"),
    idAt: text.indexOf(parts.id),
    signatureAt: text.indexOf(signature),
  };
}

/** A shipment as an OMS reports it, filled up to so many bytes. */
function bodyOf(bytes: number): Buffer {
  const shipment = {
    order: { name: "#1001" },
    status: "shipped",
    shipment: { id: "S-1", tracking: "TEST0000000001", carrier: "Example Post" },
    note: "",
  };
  const missing = Math.max(0, bytes - JSON.stringify(shipment).length);
  return Buffer.from(JSON.stringify({ ...shipment, note: "n".repeat(missing) }));
}
