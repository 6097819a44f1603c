import type { Unreadable } from "./value.ts";

/** A body as text; only UTF-8, without its byte order mark. */
export function decodeUtf8(body: Uint8Array): string | Unreadable {
  const [first, second] = body;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16 || first === 0 || second === 0) {
    return {
      code: "encoding",
      at: null,
      detail: "The body is UTF-16 or UTF-32; the sender must use UTF-8.",
    };
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return {
      code: "encoding",
      at: null,
      detail: "The body is not valid UTF-8; the sender must use UTF-8.",
    };
  }
}
