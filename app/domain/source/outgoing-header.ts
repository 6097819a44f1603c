/** Headers that belong to the connection, not to who asks. */
const OF_THE_CONNECTION: ReadonlySet<string> = new Set([
  "accept-encoding",
  "connection",
  "content-length",
  "expect",
  "host",
  "http2-settings",
  "keep-alive",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
]);

const NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,128}$/;
/** Visible ASCII, spaces and tabs: no line end that would begin another header. */
const VALUE = /^[\t\x20-\x7e]{0,4096}$/;

/** Whether a merchant may set this header on a request to a source. */
export function isOutgoingHeaderName(name: string): boolean {
  return (
    NAME.test(name) &&
    !OF_THE_CONNECTION.has(name.toLowerCase()) &&
    !name.toLowerCase().startsWith("proxy-")
  );
}

export function isOutgoingHeaderValue(value: string): boolean {
  return VALUE.test(value);
}
