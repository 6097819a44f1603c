/** What the app answered to staff. */
export type Answer<T> =
  | { readonly kind: "ok"; readonly value: T }
  /** Refused with this code, `other` where the app does not answer. */
  | { readonly kind: "refused"; readonly code: string };

const TIMEOUT_MILLISECONDS = 15_000;

/**
 * Asks the app; never throws. The admin sends a relative address to the app,
 * with a session token of its own.
 */
export async function ask<T>(path: string, method: "GET" | "POST" = "GET"): Promise<Answer<T>> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MILLISECONDS);
    const response = await fetch(`/extensions/admin/${path}`, { method, signal });
    const body: unknown = await response.json();
    // The app's own answer, of the type that the address has.
    return response.ok ? { kind: "ok", value: body as T } : { kind: "refused", code: codeIn(body) };
  } catch {
    return { kind: "refused", code: "other" };
  }
}

function codeIn(body: unknown): string {
  const { error } = (body ?? {}) as { readonly error?: { readonly code?: string } };
  return error?.code ?? "other";
}
