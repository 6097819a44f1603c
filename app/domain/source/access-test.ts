/** What came of trying a source's API access, for a person. */
export type AccessTest =
  /** It answered, and did not refuse. */
  | { readonly outcome: "works"; readonly status: number; readonly content: AnswerContent }
  /** It knows us not, or lets us not. */
  | { readonly outcome: "refused"; readonly status: number; readonly said: string | null }
  /** It answered, but not with what was asked for: the address may be wrong, the credentials right. */
  | { readonly outcome: "unclear"; readonly status: number; readonly said: string | null }
  /** There was no answer, or none that may be used. */
  | { readonly outcome: "failed"; readonly detail: string };

/** Bytes, and of what kind. */
export interface AnswerContent {
  readonly kind: "json" | "xml" | "other" | "nothing";
  readonly bytes: number;
}

const MOST_SAID = 300;
/** White space, control characters and those that turn the direction of text. */
const UNSAFE = /[\s\p{Cc}\p{Cf}]+/gu;

/** Judges an answer by its status, its type and its text. */
export function judgeAccess(status: number, type: string, body: Uint8Array): AccessTest {
  const text = new TextDecoder().decode(body);
  const isPage = /html/i.test(type) || /^\s*<(?:!doctype html|html)\b/i.test(text);
  if (status === 401 || status === 403) {
    return { outcome: "refused", status, said: isPage ? null : excerpt(text) };
  }
  if (status >= 200 && status < 300 && !isPage) {
    return { outcome: "works", status, content: contentOf(text, body.length) };
  }
  return { outcome: "unclear", status, said: isPage ? null : excerpt(text) };
}

function contentOf(text: string, bytes: number): AnswerContent {
  const start = text.trimStart()[0];
  if (start === undefined) return { kind: "nothing", bytes };
  if (start === "{" || start === "[") return { kind: "json", bytes };
  return { kind: start === "<" ? "xml" : "other", bytes };
}

/** The beginning of what was said, on one line; null where nothing was. */
function excerpt(text: string): string | null {
  const plain = text.replace(UNSAFE, " ").trim();
  if (plain === "") return null;
  return plain.length > MOST_SAID ? `${plain.slice(0, MOST_SAID)}…` : plain;
}
