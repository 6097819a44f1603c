import "@shopify/shopify-app-remix/adapters/node";
import { LogSeverity, type Shopify as ShopifyApi, shopifyApi } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import { type AdminClient, adminClient } from "./adapters/shopify/admin/admin-client.ts";
import { notedClient } from "./adapters/shopify/admin/noted-client.ts";
import { API_VERSION } from "./adapters/shopify/api-version.ts";
import { installShop, type ShopRegistry } from "./adapters/shopify/install-shop.ts";
import { sandboxAnswers, sandboxHeaders } from "./adapters/shopify/sessions/sandbox-documents.ts";
import { lockedAuthentication } from "./adapters/shopify/sessions/locked-authentication.ts";
import { offlineSessions } from "./adapters/shopify/sessions/offline-sessions.ts";
import type { ShopLock } from "./adapters/shopify/sessions/shop-lock.ts";
import { shopifyFetch } from "./adapters/shopify/shopify-fetch.ts";
import { epochOf } from "./domain/instant.ts";
import type { Urgency } from "./domain/storefront/bucket.ts";
import type { ApiBudget, Clock, Log, Metrics } from "./pipeline/ports.ts";

export interface ShopifySettings {
  readonly apiKey: string;
  readonly apiSecret: string;
  /** The app's public address, without a slash at the end. */
  readonly appUrl: string;
  /** Set where every call to a shop goes to the simulator instead; production refuses it. */
  readonly sandboxUrl: string | null;
  readonly isProduction: boolean;
}

export interface ShopifyParts {
  readonly sessionStorage: SessionStorage;
  readonly withShopLock: ShopLock;
  readonly registry: ShopRegistry;
  readonly budget: ApiBudget;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** Longer than any answer of Shopify's, shorter than a lane's lease of 60 s. */
const CALL_TIMEOUT_MILLISECONDS = 30_000;

/**
 * Everything that speaks with Shopify, for the composition root: `app` is what
 * routes get, `admin` what orders are moved with, `clicks` what a merchant
 * waits for, `unhurried` what nobody waits for.
 */
export function createShopify(settings: ShopifySettings, parts: ShopifyParts) {
  const timeoutMilliseconds = CALL_TIMEOUT_MILLISECONDS;
  setAbstractFetchFunc(shopifyFetch({ ...settings, timeoutMilliseconds }));
  const api = background(settings, parts.log);
  const { sessionStorage: storage, withShopLock: lock, budget } = parts;
  const now = () => epochOf(parts.clock.now());
  const sessions = offlineSessions({ api, storage, lock, now });
  const clientFor = (urgency: Urgency): AdminClient =>
    notedClient(adminClient({ api, sessions, budget, urgency, timeoutMilliseconds }), parts);
  const admin = clientFor("effect");
  const clicks = clientFor("click");
  const unhurried = clientFor("background");
  const remix = remixApp(settings, parts, clicks);
  const { authenticate, login } = remix;
  const app = {
    authenticate: {
      admin: sandboxAnswers(
        settings.sandboxUrl,
        lockedAuthentication(authenticate.admin, { api, storage, lock, now }),
      ),
    },
    addDocumentResponseHeaders: sandboxHeaders(
      settings.sandboxUrl,
      remix.addDocumentResponseHeaders,
    ),
    login,
  };
  return { app, api, admin, clicks, unhurried, sessions };
}

export type Shopify = ReturnType<typeof createShopify>;
/** What routes authenticate with. */
export type ShopifyApp = Shopify["app"];

/** Shopify's client for work without a request. */
function background(settings: ShopifySettings, log: Log): ShopifyApi {
  const { host, protocol } = new URL(settings.appUrl);
  return shopifyApi({
    apiKey: settings.apiKey,
    apiSecretKey: settings.apiSecret,
    apiVersion: API_VERSION,
    hostName: host,
    hostScheme: protocol === "http:" ? "http" : "https",
    isEmbeddedApp: true,
    userAgentPrefix: "Handoff",
    logger: quietLogger(log),
  });
}

function remixApp(settings: ShopifySettings, parts: ShopifyParts, admin: AdminClient) {
  return shopifyApp({
    apiKey: settings.apiKey,
    apiSecretKey: settings.apiSecret,
    appUrl: settings.appUrl,
    apiVersion: API_VERSION,
    sessionStorage: parts.sessionStorage,
    distribution: AppDistribution.AppStore,
    userAgentPrefix: "Handoff",
    logger: quietLogger(parts.log),
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
    hooks: { afterAuth: ({ session }) => installShop({ ...parts, admin }, session) },
  });
}

/** Warnings and errors of Shopify's packages; their finer levels write session tokens. */
function quietLogger(log: Log) {
  return {
    level: LogSeverity.Warning,
    httpRequests: false,
    timestamps: false,
    log: (severity: LogSeverity, message: string) => {
      if (severity === LogSeverity.Error) log.error("shopify.library", new Error(message), {});
      else log.warn("shopify.library", { message });
    },
  };
}
