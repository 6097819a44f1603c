import type { SourceAccess } from "../../domain/source/source-access.ts";
import type { TlsRule } from "../../domain/source/tls-rule.ts";
import type { PublicKey } from "../../domain/signature/secret.ts";

/** One request to a source. */
export interface SourceRequest {
  readonly method: "GET" | "POST";
  /** Absolute; where it may not lead, nothing is sent. */
  readonly url: string;
  /** Names in any case. Hop-by-hop headers, `host` and `content-length` are refused. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly tls: TlsRule;
  /** Breaks the request off, which is answered as unreachable. */
  readonly signal?: AbortSignal;
}

/** How a request to a source ended. */
export type SourceAnswer =
  | AnsweredRequest
  /** It may not go there; asking again changes nothing. */
  | BlockedRequest
  /** Redirects are not followed: they would carry the credentials elsewhere. */
  | { readonly outcome: "redirected"; readonly status: number; readonly location: string | null }
  /** The server could not prove to be the source's. */
  | { readonly outcome: "tls_refused"; readonly detail: string }
  /** No name, no connection, or one that broke off. */
  | { readonly outcome: "unreachable"; readonly detail: string }
  | { readonly outcome: "timeout"; readonly seconds: number }
  | { readonly outcome: "too_large"; readonly maxBytes: number }
  /** What came is no HTTP, or its body does not unpack. */
  | { readonly outcome: "malformed"; readonly detail: string };

export interface AnsweredRequest {
  readonly outcome: "answered";
  /** Any status but a redirect's. */
  readonly status: number;
  /** Names in lower case; repeated ones joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Unpacked. */
  readonly body: Uint8Array;
}

export interface BlockedRequest {
  readonly outcome: "blocked";
  readonly code: BlockedCode;
  /** One sentence for the merchant. */
  readonly detail: string;
}

export type BlockedCode =
  | "url_malformed"
  | "https_only"
  | "credentials_in_url"
  | "port_not_allowed"
  /** A private, local or otherwise special address, named or resolved to. */
  | "address_not_allowed"
  | "header_not_allowed";

/**
 * Every request to a source goes through here: to public addresses only, one
 * try, no redirect, within limits of time and size. Expected ends are answers;
 * nothing is thrown for them.
 */
export interface SourceRequests {
  send(request: SourceRequest): Promise<SourceAnswer>;
  /** Whether requests may go there now, without sending one; null where they may. */
  check(url: string): Promise<Exclude<SourceAnswer, AnsweredRequest> | null>;
}

/** What merchants entered to reach their sources. */
export interface SourceCredentials {
  /** Opened; null where nothing was entered for this source. */
  of(shopId: string, sourceId: string): Promise<SourceAccess | null>;
}

/** Key sets at addresses that endpoints pin; kept, and fetched again when they are old. */
export interface KeySets {
  /** The keys as last fetched, fetched now where they never were. */
  known(url: string): Promise<KeySetAnswer>;
  /** Fetched again because a key was missing; `unchanged` where that was done within the last minute. */
  refreshed(url: string): Promise<KeySetAnswer | "unchanged">;
}

/** `unavailable`: the address answers with no key set now; trying again may help. */
export type KeySetAnswer = readonly PublicKey[] | "unavailable";
