import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { memoryBudget } from "./memory-budget.ts";
import type { ShopDescription, ShopRegistry } from "../../../app/adapters/shopify/install-shop.ts";
import type { ShopLock } from "../../../app/adapters/shopify/sessions/shop-lock.ts";
import { instantOf } from "../../../app/domain/instant.ts";
import type { ShopifyParts, ShopifySettings } from "../../../app/shopify.server.ts";

export const DOMAIN = "acme.myshopify.com";
export const SHOP = { id: "01993d5e-0000-7000-8000-000000000001", domain: DOMAIN };

export function settings(sandboxUrl: string): ShopifySettings {
  return {
    apiKey: "handoff-key",
    apiSecret: "handoff-secret",
    appUrl: "https://handoff.example",
    sandboxUrl,
    isProduction: false,
  };
}

/** Sessions kept as copies, as a database would: what is not stored is not there. */
class MemorySessions implements SessionStorage {
  readonly rows = new Map<string, Session>();

  storeSession(session: Session): Promise<boolean> {
    this.rows.set(session.id, new Session(session.toObject()));
    return Promise.resolve(true);
  }

  loadSession(id: string): Promise<Session | undefined> {
    const row = this.rows.get(id);
    return Promise.resolve(row === undefined ? undefined : new Session(row.toObject()));
  }

  deleteSession(id: string): Promise<boolean> {
    return Promise.resolve(this.rows.delete(id));
  }

  async deleteSessions(ids: string[]): Promise<boolean> {
    for (const id of ids) await this.deleteSession(id);
    return true;
  }

  findSessionsByShop(shop: string): Promise<Session[]> {
    return Promise.resolve([...this.rows.values()].filter((row) => row.shop === shop));
  }
}

/** One after the other for each shop, in this process. */
function memoryLock(): ShopLock {
  const tails = new Map<string, Promise<unknown>>();
  return (domain, work) => {
    const turn = (tails.get(domain) ?? Promise.resolve()).then(work);
    tails.set(
      domain,
      turn.catch(() => undefined),
    );
    return turn;
  };
}

class MemoryRegistry implements ShopRegistry {
  readonly scopes = new Map<string, readonly string[]>();
  readonly descriptions = new Map<string, ShopDescription>();

  installed(domain: string, scopes: readonly string[]) {
    this.scopes.set(domain, scopes);
    return Promise.resolve({ id: SHOP.id, domain });
  }

  described(shopId: string, description: ShopDescription) {
    this.descriptions.set(shopId, description);
    return Promise.resolve();
  }
}

export interface MemoryParts extends ShopifyParts {
  readonly sessionStorage: MemorySessions;
  readonly registry: MemoryRegistry;
  readonly lines: string[];
}

export function memoryParts(): MemoryParts {
  const lines: string[] = [];
  return {
    lines,
    sessionStorage: new MemorySessions(),
    withShopLock: memoryLock(),
    registry: new MemoryRegistry(),
    budget: memoryBudget(() => Date.now()),
    clock: { now: () => instantOf(Date.now()) },
    metrics: { count: () => undefined, time: () => undefined },
    log: {
      info: (event) => lines.push(event),
      warn: (event) => lines.push(event),
      error: (event) => lines.push(event),
    },
  };
}

/** An offline session whose token ends so many minutes from now. */
export function offlineSession(minutesLeft: number): Session {
  return new Session({
    id: `offline_${DOMAIN}`,
    shop: DOMAIN,
    state: "",
    isOnline: false,
    scope: "read_orders",
    accessToken: "first-token",
    expires: new Date(Date.now() + minutesLeft * 60_000),
    refreshToken: "first-refresh",
    refreshTokenExpires: new Date(Date.now() + 90 * 86_400_000),
  });
}
