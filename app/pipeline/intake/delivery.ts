/** A header as it came on the wire: duplicates and upper case stay visible. */
export type HeaderPair = readonly [name: string, value: string];

/** What reading a body can come to. */
export type BodyRead = Uint8Array | "too_large" | "truncated" | "overloaded";

/** One HTTP POST by a source, its body still on the way. */
export interface Delivery {
  readonly endpointKey: string;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: readonly HeaderPair[];
  /** The sender's address, as far as trusted proxies tell. */
  readonly sender: string;
  /** Reads the raw bytes, no more than so many; asked at most once. */
  readBody(maxBytes: number): Promise<BodyRead>;
}

/** The values of a header, whose name is given in lower case. */
export function headerValues(headers: readonly HeaderPair[], name: string): string[] {
  const values = [];
  for (const [key, value] of headers) {
    if (key.length === name.length && key.toLowerCase() === name) values.push(value);
  }
  return values;
}

/** The query string without `?`; empty where there is none. */
export function queryOf(url: string): string {
  const mark = url.indexOf("?");
  return mark === -1 ? "" : url.slice(mark + 1);
}
