import { PassThrough } from "node:stream";
import { createReadableStreamFromReadable } from "@remix-run/node";
import type { AppLoadContext, EntryContext } from "@remix-run/node";
import { RemixServer } from "@remix-run/react";
import { isbot } from "isbot";
import { renderToPipeableStream } from "react-dom/server";
import { completePolicy, newNonce } from "./document-policy.server.ts";
import { NonceContext } from "./screens/shell/nonce.ts";

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
  return stream(page, { status, headers, nonce, isWhole: isbot(userAgent) });
}

interface Streaming {
  readonly status: number;
  readonly headers: Headers;
  readonly nonce: string;
  /** Whether the answer waits until all of it is rendered. */
  readonly isWhole: boolean;
}

function stream(page: React.ReactElement, streaming: Streaming): Promise<Response> {
  const { headers, nonce, isWhole } = streaming;
  return new Promise((resolve, reject) => {
    let status = streaming.status;
    const answer = () => {
      const body = new PassThrough();
      rendering.pipe(body);
      resolve(new Response(createReadableStreamFromReadable(body), { status, headers }));
    };
    const rendering = renderToPipeableStream(page, {
      nonce,
      ...(isWhole ? { onAllReady: answer } : { onShellReady: answer }),
      onShellError: reject,
      onError: () => {
        status = 500;
      },
    });
    setTimeout(() => {
      rendering.abort();
    }, ABORT_MILLISECONDS + 1000);
  });
}
