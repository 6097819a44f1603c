import type { Instant } from "../../domain/instant.ts";
import { findPreset } from "../../domain/mapping/presets/index.ts";
import { withQuery } from "../../domain/polling/fill-request.ts";
import { needsSession, requestBase } from "../../domain/polling/session.ts";
import { fetchAddress } from "../../domain/source/fetch-address.ts";
import type { SourceAccess } from "../../domain/source/source-access.ts";
import type { OpenFetch, SourceRequest } from "../ports.ts";

const ACCEPT = "application/json, application/xml;q=0.9, */*;q=0.5";

/** The request of a fetch; null where this source's access cannot make one. */
export function requestOf(
  { url, preset }: Pick<OpenFetch, "url" | "preset">,
  access: SourceAccess,
  now: Instant,
): SourceRequest | null {
  if (needsSession(access.auth, null, now)) return null;
  const { baseUrl, headers, query } = requestBase(access, access, null);
  const address = fetchAddress(url, baseUrl, siblingsOf(preset));
  if (address === null) return null;
  return {
    method: "GET",
    url: withQuery(address, query),
    headers: { accept: ACCEPT, ...headers },
    body: null,
    tls: access.tls,
  };
}

function siblingsOf(preset: string | null): readonly string[] {
  return (preset === null ? null : findPreset(preset))?.mapping.fetch?.hosts ?? [];
}
