import { createHmac, randomUUID } from "node:crypto";
import type { Shop } from "../store/shop.ts";
import type { AppRegistration, WebhookTarget, World } from "../store/world.ts";

/** One webhook and what became of each attempt to deliver it. */
interface Delivery {
  readonly id: string;
  readonly eventId: string;
  readonly topic: string;
  readonly shop: string;
  readonly url: string;
  readonly body: string;
  readonly triggeredAt: string;
  readonly attempts: { readonly at: string; readonly outcome: string }[];
  state: "pending" | "delivered" | "given-up";
}

export interface WebhookSettings {
  /** Real milliseconds before each retry; Shopify's eight retries over four hours, scaled. */
  readonly retryDelaysMilliseconds: readonly number[];
  readonly timeoutMilliseconds: number;
}

/** Eight retries in about half a minute. */
export const SCALED_RETRIES: WebhookSettings = {
  retryDelaysMilliseconds: [100, 200, 400, 800, 1_600, 3_200, 6_400, 12_800],
  timeoutMilliseconds: 5_000,
};

/** Sends signed webhooks to the apps that subscribe to a topic in their TOML. */
export class WebhookSender {
  readonly deliveries: Delivery[] = [];
  readonly #world: World;
  readonly #settings: WebhookSettings;
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #abort = new AbortController();

  constructor(world: World, settings: WebhookSettings) {
    this.#world = world;
    this.#settings = settings;
  }

  emit(shop: Shop, topic: string, payload: unknown): void {
    const eventId = randomUUID();
    for (const app of this.#world.apps.values()) {
      const isInstalled = this.#world.installation(shop, app.clientId)?.installed === true;
      if (!isInstalled && !isAfterlife(topic)) continue;
      for (const target of app.webhooks.filter((one) => one.topic === topic)) {
        const delivery = this.#delivery(shop, { app, target, payload, eventId });
        this.deliveries.push(delivery);
        this.#later(0, () => this.#attempt(app, delivery));
      }
    }
  }

  close(): void {
    this.#abort.abort();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #delivery(shop: Shop, sent: Sending): Delivery {
    return {
      id: randomUUID(),
      eventId: sent.eventId,
      topic: sent.target.topic,
      shop: shop.domain,
      url: new URL(sent.target.uri, sent.app.url).href,
      body: JSON.stringify(chosenFields(sent.payload, sent.target.includeFields)),
      triggeredAt: new Date(this.#world.now()).toISOString(),
      attempts: [],
      state: "pending",
    };
  }

  async #attempt(app: AppRegistration, delivery: Delivery): Promise<void> {
    const outcome = await this.#post(app, delivery);
    if (this.#abort.signal.aborted) return;
    delivery.attempts.push({ at: this.#world.timestamp(), outcome });
    if (/^2\d\d$/.test(outcome)) {
      delivery.state = "delivered";
      return;
    }
    const wait = this.#settings.retryDelaysMilliseconds[delivery.attempts.length - 1];
    if (wait === undefined) delivery.state = "given-up";
    else this.#later(wait, () => this.#attempt(app, delivery));
  }

  /** The status, or why there was none. Redirects are errors. */
  async #post(app: AppRegistration, delivery: Delivery): Promise<string> {
    const timeout = AbortSignal.timeout(this.#settings.timeoutMilliseconds);
    try {
      const response = await fetch(delivery.url, {
        method: "POST",
        redirect: "manual",
        signal: AbortSignal.any([timeout, this.#abort.signal]),
        headers: headersOf(app, delivery),
        body: delivery.body,
      });
      await response.arrayBuffer();
      return String(response.status);
    } catch (error) {
      return error instanceof Error ? error.name : "failed";
    }
  }

  #later(milliseconds: number, run: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void run();
    }, milliseconds);
    this.#timers.add(timer);
  }
}

interface Sending {
  readonly app: AppRegistration;
  readonly target: WebhookTarget;
  readonly payload: unknown;
  readonly eventId: string;
}

/** Topics that reach an app which is no longer installed. */
function isAfterlife(topic: string): boolean {
  return topic === "app/uninstalled" || topic.endsWith("/redact") || topic.endsWith("data_request");
}

function headersOf(app: AppRegistration, delivery: Delivery): Record<string, string> {
  return {
    "content-type": "application/json",
    "x-shopify-topic": delivery.topic,
    "x-shopify-hmac-sha256": createHmac("sha256", app.clientSecret)
      .update(delivery.body)
      .digest("base64"),
    "x-shopify-shop-domain": delivery.shop,
    "x-shopify-api-version": app.webhookApiVersion,
    "x-shopify-webhook-id": delivery.id,
    "x-shopify-event-id": delivery.eventId,
    "x-shopify-triggered-at": delivery.triggeredAt,
  };
}

function chosenFields(payload: unknown, fields: readonly string[] | null): unknown {
  if (fields === null || typeof payload !== "object" || payload === null) return payload;
  return Object.fromEntries(Object.entries(payload).filter(([name]) => fields.includes(name)));
}
