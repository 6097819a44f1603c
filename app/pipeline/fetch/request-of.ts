import { findPreset } from "../../domain/mapping/presets/index.ts";
import { withQuery } from "../../domain/polling/fill-request.ts";
import { requestBase } from "../../domain/polling/session.ts";
import type { Session } from "../../domain/polling/session.ts";
import { fetchAddress } from "../../domain/source/fetch-address.ts";
import type { SourceAccess } from "../../domain/source/source-access.ts";
import type { OpenFetch, SourceRequest } from "../ports.ts";

const ACCEPT = "application/json, application/xml;q=0.9, */*;q=0.5";

/** The request of a fetch; null where its address cannot be asked. */
export function requestOf(
  { url, preset }: Pick<OpenFetch, "url" | "preset">,
  access: SourceAccess,
  session: Session | null,
): SourceRequest | null {
  const { baseUrl, headers, query } = requestBase(access, access, session);
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
