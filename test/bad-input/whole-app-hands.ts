import { expect } from "vitest";
import { sendRaw } from "../routes/raw-http.ts";
import { senderFor } from "./sender.ts";
import type { WholeApp } from "./whole-app.ts";

let told = 0;

/**
 * The source of the whole app tells a status of an order, each a second after
 * the one before; `shipped` with a package. Events are `told_1`, `told_2` and
 * so on. Answers the message's id.
 */
export async function tell(
  app: WholeApp,
  { name }: { readonly name: string },
  status: string,
): Promise<string> {
  told += 1;
  const id = `told_${String(told)}`;
  const tracking = { tracking_number: `1Z${id}`, carrier: "UPS", tracking_url: null };
  const shipment = { id: `S${name}`, packages: [tracking], lines: [] };
  const body = JSON.stringify({
    event_id: id,
    occurred_at: new Date(Date.now() - 60_000 + told * 1000).toISOString(),
    order: { name },
    status,
    shipment: status === "shipped" ? shipment : null,
  });
  const path = `/webhooks/oms/${app.endpointKey}`;
  const answer = await sendRaw(app.port, senderFor(id).request({ path, body }));
  expect(answer.status, answer.all).toBe(202);
  return (JSON.parse(answer.body) as { id: string }).id;
}

/** Asks the control API of the app's simulated Shopify, as its README tells it. */
export async function control<Answer>(app: WholeApp, path: string, body?: object): Promise<Answer> {
  const options = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const answer = await fetch(`${app.shopifyUrl}/_sandbox/${path}`, options);
  return (await answer.json()) as Answer;
}
