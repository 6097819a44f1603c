import { AppError } from "../../domain/app-error.ts";

type Fetch = typeof fetch;

/** Production was told to call a simulator instead of Shopify. */
export class SandboxInProduction extends AppError {
  override readonly name = "SandboxInProduction";
  readonly code = "sandbox_in_production";
  readonly retryable = false;

  constructor() {
    super("production calls Shopify itself: start it without SANDBOX_SHOPIFY_URL");
  }
}

interface ShopifyFetchOptions {
  /** Where calls to shops go instead; null outside the sandbox. */
  readonly sandboxUrl: string | null;
  readonly isProduction: boolean;
  /** After which a call that brings no signal of its own is given up. */
  readonly timeoutMilliseconds: number;
}

const SHOP_HOST = /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/;

/**
 * What Shopify's packages fetch with. In sandbox mode a call to a shop goes to
 * the simulator, which learns the shop from `x-sandbox-host`. Redirects are not
 * followed: they would send a mutation twice, and the access token elsewhere.
 */
export function shopifyFetch(options: ShopifyFetchOptions): Fetch {
  const { sandboxUrl, timeoutMilliseconds } = options;
  if (sandboxUrl !== null && options.isProduction) throw new SandboxInProduction();
  return (input, init = {}) => {
    const signal = init.signal ?? AbortSignal.timeout(timeoutMilliseconds);
    const request: RequestInit = { ...init, signal, redirect: "manual" };
    const target = new URL(input instanceof Request ? input.url : input);
    if (sandboxUrl === null || !SHOP_HOST.test(target.hostname)) return fetch(target, request);
    const headers = new Headers(init.headers);
    headers.set("x-sandbox-host", target.hostname);
    return fetch(new URL(target.pathname + target.search, sandboxUrl), { ...request, headers });
  };
}
