import type { UiExtension } from "../extensions/ui-extensions.ts";
import type { FlowExtension } from "../oauth/flow-extensions.ts";
import { createShop, type Shop, type ShopOptions } from "./shop.ts";

/** An app's right to call one shop, as an access token carries it. */
export interface AccessToken {
  readonly token: string;
  readonly shopDomain: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly mode: "offline" | "online";
  readonly userId: number | null;
  /** Milliseconds since the epoch; null for tokens that do not expire. */
  readonly expiresAt: number | null;
}

/** One app in one shop: that is who has a bucket. */
export type BucketOwner = Pick<AccessToken, "shopDomain" | "clientId">;

export interface RefreshToken {
  readonly token: string;
  readonly shopDomain: string;
  readonly clientId: string;
  readonly expiresAt: number;
  /** The refresh token that replaced it; still usable until that one is used. */
  replacedBy: string | null;
  retired: boolean;
}

/** One app in one shop. */
export interface Installation {
  readonly clientId: string;
  readonly id: string;
  scopes: string[];
  readonly optionalScopes: string[];
  installed: boolean;
}

/** The app as its TOML describes it. */
export interface AppRegistration {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly name: string;
  readonly handle: string;
  readonly url: string;
  readonly scopes: readonly string[];
  readonly optionalScopes: readonly string[];
  readonly webhooks: readonly WebhookTarget[];
  readonly webhookApiVersion: string;
  /** Triggers and actions of Shopify Flow. */
  readonly flow: readonly FlowExtension[];
  /** What the app shows on pages of Shopify's. */
  readonly ui: readonly UiExtension[];
}

export interface WebhookTarget {
  readonly topic: string;
  readonly uri: string;
  /** Top-level keys to send; null for all. */
  readonly includeFields: readonly string[] | null;
}

interface Bucket {
  available: number;
  updatedAt: number;
}

/** What one app had of a shop's bucket since the shop was made. */
export interface Spending {
  readonly points: number;
  readonly calls: number;
  readonly throttled: number;
}

const NOTHING_SPENT: Spending = { points: 0, calls: 0, throttled: 0 };

/** Everything that the simulator knows. One per running simulator. */
export class World {
  readonly shops = new Map<string, Shop>();
  readonly apps = new Map<string, AppRegistration>();
  readonly tokens = new Map<string, AccessToken>();
  readonly refreshTokens = new Map<string, RefreshToken>();
  /** By shop domain and client id. */
  readonly installations = new Map<string, Installation>();
  readonly buckets = new Map<string, Bucket>();
  readonly #spending = new Map<string, Spending>();
  #skippedMilliseconds = 0;
  #nextShop = 0;
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Milliseconds since the epoch, with the time that tests skipped. */
  now(): number {
    return this.#now() + this.#skippedMilliseconds;
  }

  skip(milliseconds: number): void {
    this.#skippedMilliseconds += milliseconds;
  }

  /** The time as Shopify writes it: UTC, whole seconds. */
  timestamp(): string {
    return timestampOf(this.now());
  }

  /** Makes a shop; one of that name before it is gone, with everything that knew it. */
  addShop(domain: string, options: ShopOptions = {}): Shop {
    this.removeShop(domain);
    const shop = createShop({ domain, number: this.#nextShop++, now: this.timestamp() }, options);
    this.shops.set(domain, shop);
    return shop;
  }

  removeShop(domain: string): boolean {
    const ofShop = ([key]: readonly [string, unknown]): boolean => key.startsWith(`${domain} `);
    for (const [key] of [...this.installations].filter(ofShop)) this.installations.delete(key);
    for (const [key] of [...this.buckets].filter(ofShop)) this.buckets.delete(key);
    for (const [key] of [...this.#spending].filter(ofShop)) this.#spending.delete(key);
    for (const map of [this.tokens, this.refreshTokens]) {
      for (const [key, token] of map) if (token.shopDomain === domain) map.delete(key);
    }
    return this.shops.delete(domain);
  }

  /**
   * Runs what Shopify does in the background: what is due, or also what will
   * be soon (a mutation hurries it along, as recorded), or everything.
   */
  runJobs(shop: Shop, which: "due" | "soon" | "everything"): void {
    const now = this.now();
    for (const job of shop.jobs.splice(0)) {
      const isHurried = which === "everything" || (which === "soon" && !job.isPatient);
      if (isHurried || job.dueAt <= now) job.run();
      else shop.jobs.push(job);
    }
  }

  spending({ shopDomain, clientId }: BucketOwner): Spending {
    return this.#spending.get(`${shopDomain} ${clientId}`) ?? NOTHING_SPENT;
  }

  /** Counts one call; null points where it was throttled. */
  countCall(owner: BucketOwner, points: number | null): void {
    const before = this.spending(owner);
    this.#spending.set(`${owner.shopDomain} ${owner.clientId}`, {
      points: before.points + (points ?? 0),
      calls: before.calls + 1,
      throttled: before.throttled + (points === null ? 1 : 0),
    });
  }

  installation(shop: Shop, clientId: string): Installation | null {
    return this.installations.get(`${shop.domain} ${clientId}`) ?? null;
  }
}

export function timestampOf(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;
}
