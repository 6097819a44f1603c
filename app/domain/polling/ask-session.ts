import type { Auth, SessionAuth } from "./definition/auth-schema.ts";
import { fillText } from "./definition/template.ts";
import type { PlaceValues } from "./definition/template.ts";
import { fillRequest, filled } from "./fill-request.ts";
import type { FilledRequest, RequestBase } from "./fill-request.ts";
import { basic, inputValues } from "./session.ts";
import type { Session, EnteredAccess } from "./session.ts";

type GrantAuth = Exclude<SessionAuth, { kind: "login" }>;

/** The request that asks for a token. */
export function sessionRequest(
  auth: SessionAuth,
  access: EnteredAccess,
  session: Session | null,
): FilledRequest | { readonly missing: string } {
  const values = inputValues(access);
  const base = { baseUrl: access.baseUrl.replace(/\/+$/, ""), headers: {}, query: {} };
  return auth.kind === "login"
    ? fillRequest(auth.request, values, base)
    : grantRequest(auth, { values, session, base });
}

interface Asking {
  readonly values: PlaceValues;
  readonly session: Session | null;
  readonly base: RequestBase;
}

function grantRequest(
  auth: GrantAuth,
  { values, session, base }: Asking,
): FilledRequest | { readonly missing: string } {
  const isBasic = auth.sendClient === "basic" && auth.clientId !== undefined;
  const own = filled({ ...grantFields(auth, isBasic), ...auth.extra }, values);
  const fields =
    auth.kind === "refresh_token"
      ? { ...own, refresh_token: session?.refreshToken ?? own["refresh_token"] ?? "" }
      : own;
  const headers = isBasic ? basic(auth.clientId ?? "", auth.clientSecret ?? "", values) : {};
  const address = fillText(auth.url, values, encodeURIComponent);
  if (address === null) return { missing: auth.url };
  const isJson = auth.encoding === "json";
  return {
    method: "POST",
    url: address.startsWith("/") ? `${base.baseUrl}${address}` : address,
    headers: {
      accept: "application/json",
      "content-type": isJson ? "application/json" : "application/x-www-form-urlencoded",
      ...headers,
    },
    body: isJson ? JSON.stringify(fields) : new URLSearchParams(fields).toString(),
  };
}

/** The fields of RFC 6749 for this grant, as templates. */
function grantFields(auth: GrantAuth, isBasic: boolean): Readonly<Record<string, string>> {
  const client = isBasic
    ? {}
    : {
        ...(auth.clientId === undefined ? {} : { client_id: auth.clientId }),
        ...(auth.clientSecret === undefined ? {} : { client_secret: auth.clientSecret }),
      };
  switch (auth.kind) {
    case "client_credentials":
      return { grant_type: "client_credentials", ...client };
    case "refresh_token":
      return { grant_type: "refresh_token", refresh_token: auth.refreshToken, ...client };
    case "password":
      return { grant_type: "password", username: auth.user, password: auth.password, ...client };
  }
}

/** Whether a kind of access ever asks for a token. */
export function hasSession(auth: Auth): auth is SessionAuth {
  return auth.kind !== "none" && auth.kind !== "static" && auth.kind !== "basic";
}
