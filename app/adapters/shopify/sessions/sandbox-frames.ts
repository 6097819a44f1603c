type AddHeaders = (request: Request, headers: Headers) => void;

/** Document headers that, in sandbox mode, also let the sandbox's admin page embed the answer. */
export function frameable(sandboxUrl: string | null, addHeaders: AddHeaders): AddHeaders {
  return (request, headers) => {
    addHeaders(request, headers);
    if (sandboxUrl !== null) allowFrame(headers, sandboxUrl);
  };
}

/** The same for answers that authentication throws instead of letting the request pass. */
export function framedAnswers<Context>(
  sandboxUrl: string | null,
  authenticate: (request: Request) => Promise<Context>,
): (request: Request) => Promise<Context> {
  if (sandboxUrl === null) return authenticate;
  return async (request) => {
    try {
      return await authenticate(request);
    } catch (thrown) {
      if (thrown instanceof Response) allowFrame(thrown.headers, sandboxUrl);
      throw thrown;
    }
  };
}

function allowFrame(headers: Headers, sandboxUrl: string): void {
  const policy = headers.get("content-security-policy");
  if (policy === null) return;
  const { origin } = new URL(sandboxUrl);
  headers.set(
    "content-security-policy",
    policy.replace(/frame-ancestors ([^;]*)/, (ancestors) => `${ancestors} ${origin}`),
  );
}
