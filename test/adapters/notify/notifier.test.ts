import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { httpNotifier } from "../../../app/adapters/notify/notifier.ts";
import { sourceRequests } from "../../../app/adapters/oms/outgoing/source-requests.ts";
import { systemClock } from "../../../app/adapters/system/clock.ts";
import { cryptography } from "../../../app/adapters/system/cryptography.ts";
import { systemGunzip } from "../../../app/adapters/system/gunzip.ts";
import { instantOf } from "../../../app/domain/instant.ts";
import { signer } from "../../../app/domain/signature/sign.ts";
import { verifier } from "../../../app/domain/signature/verify.ts";
import type { Alert } from "../../../app/pipeline/ports.ts";
import { type AlertReceiver, startAlertReceiver } from "./alert-receiver.ts";

const SECRET = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;
const ALERT: Alert = {
  id: "01a1fc47-99a9-7000-97e9-c9d689ebb20d",
  what: "opened",
  shop: "demo.myshopify.com",
  at: instantOf(Date.UTC(2026, 10, 21, 12)),
  condition: { kind: "messages_dead", zone: "handling" },
  text: { title: "<!channel> & <http://evil|Shopify>", lines: ["Orders: #1001."] },
  url: "https://admin.shopify.com/store/demo/apps/handoff/messages?state=dead&reason=x",
};

let receiver: AlertReceiver;

beforeAll(async () => {
  receiver = await startAlertReceiver();
});
afterAll(() => {
  receiver.close();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer(200);
});

function notifier(place: "local too" | "public alone" = "local too") {
  const requests = sourceRequests({ allowsLocal: place === "local too", gunzip: systemGunzip });
  return httpNotifier({ requests, sign: signer(cryptography), clock: systemClock });
}

describe("S71: an alert", () => {
  it("goes to a webhook signed, with its zone, text and link", async () => {
    const target = { kind: "webhook", url: receiver.url, secret: SECRET } as const;
    expect(await notifier().send(target, ALERT)).toEqual({ outcome: "sent" });
    const { headers, body } = receiver.received[0] ?? { headers: [], body: Buffer.alloc(0) };
    const credentials = {
      scheme: { kind: "standard_webhooks", toleranceSeconds: 300 },
      secrets: [{ id: "s1", value: SECRET, expiresAt: null }],
    } as const;
    const request = { method: "POST", url: "/alerts", headers, body };
    const { verdict } = verifier(cryptography)(credentials, request, systemClock.now());
    expect(verdict).toBe("verified");
    expect(JSON.parse(body.toString())).toMatchObject({
      id: ALERT.id,
      type: "alert.opened",
      kind: "messages_dead",
      zone: "handling",
      url: ALERT.url,
    });
  });

  it("rings no channel and forges no link in Slack by what a source is called", async () => {
    await notifier().send({ kind: "slack", url: receiver.url }, ALERT);
    const body = receiver.received[0]?.body.toString() ?? "{}";
    const { text } = JSON.parse(body) as { readonly text: string };
    expect(text).toContain("&lt;!channel&gt; &amp; &lt;http://evil|Shopify&gt;");
    expect(text).toContain(`<${ALERT.url}|`);
  });

  it.each([
    [500, false],
    [429, false],
    [404, true],
    [410, true],
  ])("that is answered %i has not arrived; that it never will: %s", async (status, isFinal) => {
    receiver.answer(status);
    const end = await notifier().send({ kind: "slack", url: receiver.url }, ALERT);
    expect(end).toMatchObject({ outcome: "not_sent", isFinal });
  });

  it("goes to no address inside the installation's own network", async () => {
    const end = await notifier("public alone").send({ kind: "slack", url: receiver.url }, ALERT);
    expect(end).toMatchObject({ outcome: "not_sent", isFinal: true });
    expect(receiver.received).toEqual([]);
  });
});
