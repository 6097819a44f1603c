type AddHeaders = (request: Request, headers: Headers) => void;

/** Where Shopify's package takes App Bridge from, in documents and in headers. */
const APP_BRIDGE = "https://cdn.shopify.com/shopifycloud/app-bridge.js";

/**
 * Document headers that, in sandbox mode, let the sandbox's admin page embed
 * the answer and take App Bridge from there.
 */
export function sandboxHeaders(sandboxUrl: string | null, addHeaders: AddHeaders): AddHeaders {
  return (request, headers) => {
    addHeaders(request, headers);
    if (sandboxUrl !== null) adapt(headers, sandboxUrl);
  };
}

/** The same for answers that authentication throws instead of letting the request pass. */
export function sandboxAnswers<Context>(
  sandboxUrl: string | null,
  authenticate: (request: Request) => Promise<Context>,
): (request: Request) => Promise<Context> {
  if (sandboxUrl === null) return authenticate;
  return async (request) => {
    try {
      return await authenticate(request);
    } catch (thrown) {
      throw thrown instanceof Response ? await adapted(thrown, sandboxUrl) : thrown;
    }
  };
}

async function adapted(answer: Response, sandboxUrl: string): Promise<Response> {
  const { status, statusText } = answer;
  const headers = new Headers(answer.headers);
  adapt(headers, sandboxUrl);
  if (!(headers.get("content-type") ?? "").startsWith("text/html")) {
    return new Response(answer.body, { status, statusText, headers });
  }
  const page = (await answer.text()).replaceAll(APP_BRIDGE, appBridge(sandboxUrl));
  return new Response(page, { status, statusText, headers });
}

function adapt(headers: Headers, sandboxUrl: string): void {
  const policy = headers.get("content-security-policy");
  const { origin } = new URL(sandboxUrl);
  if (policy !== null) {
    const allowed = policy.replace(/frame-ancestors ([^;]*)/, (list) => `${list} ${origin}`);
    headers.set("content-security-policy", allowed);
  }
  const link = headers.get("link");
  if (link !== null) headers.set("link", link.replaceAll(APP_BRIDGE, appBridge(sandboxUrl)));
}

function appBridge(sandboxUrl: string): string {
  return new URL("/app-bridge.js", sandboxUrl).href;
}
