/** Set by the server on a refused request that a fresh session token would save. */
const RETRY_HEADER = "X-Shopify-Retry-Invalid-Session-Request";

/** Requests to the app's own origin carry a session token, as App Bridge's `fetch` does. */
export function patchFetch(idToken: () => Promise<string>): void {
  const plainFetch = window.fetch.bind(window);
  const withToken = async (request: Request): Promise<Response> => {
    const headers = new Headers(request.headers);
    if (!headers.has("Authorization")) headers.set("Authorization", `Bearer ${await idToken()}`);
    if (!headers.has("X-Requested-With")) headers.set("X-Requested-With", "XMLHttpRequest");
    return await plainFetch(new Request(request, { headers }));
  };
  window.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (new URL(request.url).origin !== location.origin) return await plainFetch(request);
    const again = request.clone();
    const response = await withToken(request);
    return response.headers.has(RETRY_HEADER) ? await withToken(again) : response;
  };
}
