/** One request as it goes over the wire, and what must become of it. */
export interface FuzzInput {
  /** For the report: which kind of change was made. */
  readonly what: string;
  readonly request: Buffer;
  /** The body as sent; what is accepted must be stored so. */
  readonly body: Buffer;
  readonly must: Must;
  /** Breaks the framing or ends the connection: nothing may travel behind it. */
  readonly isAlone: boolean;
}

/**
 * `be_answered` is the least: an answer of the catalogue. `end` is for what
 * stops half way, where there may be nobody to answer.
 */
export type Must = "be_accepted" | "be_refused" | "be_answered" | "end";

export type Headers = readonly (readonly [name: string, value: string])[];

/** A request before it is written. */
export interface Draft {
  readonly what: string;
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: Buffer;
  readonly must: Must;
  readonly isAlone: boolean;
}

/** Writes a draft with its length announced, unless it announces one itself. */
export function write(draft: Draft): FuzzInput {
  const { method, path, headers, body, what, must, isAlone } = draft;
  const isFramed = headers.some(([name]) => /^(?:content-length|transfer-encoding)$/i.test(name));
  const lines = [
    `${method} ${path} HTTP/1.1`,
    "host: handoff.example.com",
    ...headers.map(([name, value]) => `${name}: ${value}`),
    ...(isFramed ? [] : [`content-length: ${String(body.length)}`]),
  ];
  const head = Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1");
  return { what, must, isAlone, body, request: Buffer.concat([head, body]) };
}
