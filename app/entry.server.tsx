import { createReadableStreamFromReadable } from "@remix-run/node";
import type { AppLoadContext, EntryContext, LoaderFunctionArgs } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { completePolicy, newNonce } from "./document-policy.server.ts";
import { NonceContext } from "./screens/shell/nonce.ts";
import { withoutNul } from "./without-nul.server.ts";

const ABORT_MILLISECONDS = 6000;

/** Renders one document with the headers that Shopify asks for and a policy of its own nonce. */
export default function handleRequest(
  ...[request, status, headers, remix, context]: [
    Request,
    number,
    Headers,
    EntryContext,
    AppLoadContext,
  ]
): Promise<Response> {
  const nonce = newNonce();
  context.shopify.addDocumentResponseHeaders(request, headers);
  completePolicy(headers, nonce, context.services.embedding.appBridgeUrl);
  // Announces a script that the sandbox does not load.
  if (context.services.embedding.isSandbox) headers.delete("link");
  headers.set("content-type", "text/html; charset=utf-8");
  const page = (
    <NonceContext.Provider value={nonce}>
      <RemixServer
        context={remix}
        url={request.url}
        nonce={nonce}
        abortDelay={ABORT_MILLISECONDS}
      />
    </NonceContext.Provider>
  );
  const userAgent = request.headers.get("user-agent") ?? "";
  const report = (error: unknown) => {
    context.services.log.error("screen.render_failed", error, placeOf(request));
  };
  return stream(page, { status, headers, nonce, isWhole: isbot(userAgent), report });
}

interface Streaming {
  readonly status: number;
  readonly headers: Headers;
  readonly nonce: string;
  /** Whether the answer waits until all of it is rendered. */
  readonly isWhole: boolean;
  readonly report: (error: unknown) => void;
}

/** Whatever a loader or an action did not expect; answers that they throw on purpose do not come here. */
export function handleError(error: unknown, { request, context }: LoaderFunctionArgs): void {
  if (!request.signal.aborted) context.services.log.error("screen.failed", error, placeOf(request));
}

/** The address without its query, which may carry a session token. */
function placeOf(request: Request): { readonly method: string; readonly path: string } {
  return { method: request.method, path: new URL(request.url).pathname };
}

function stream(page: React.ReactElement, streaming: Streaming): Promise<Response> {
  const { headers, nonce, isWhole } = streaming;
  return new Promise((resolve, reject) => {
    let status = streaming.status;
    const answer = () => {
      const body = withoutNul();
      rendering.pipe(body);
      resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
    };
    const rendering = renderToPipeableStream(page, {
      nonce,
      ...(isWhole ? { onAllReady: answer } : { onShellReady: answer }),
      onShellError: reject,
      onError: (error) => {
        status = 500;
        streaming.report(error);
      },
    });
    setTimeout(() => {
      rendering.abort();
    }, ABORT_MILLISECONDS + 1000);
  });
}
