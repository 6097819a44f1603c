import type { Auth, SessionAuth } from "./definition/auth-schema.ts";
import { fillText } from "./definition/template.ts";
import type { PlaceValues } from "./definition/template.ts";
import type { PollerDefinition } from "./definition/poller-schema.ts";
import { encodeBase64 } from "../signature/encoding.ts";
import { plusSeconds } from "../instant.ts";
import type { Instant } from "../instant.ts";
import type { SourceAccess } from "../source/source-access.ts";
import { filled } from "./fill-request.ts";
import type { RequestBase } from "./fill-request.ts";

/** What a login or a grant gave us; sealed where it is stored. */
export interface Session {
  readonly token: string;
  /** Not used from this moment on; a little before it really ends. */
  readonly endsAt: Instant;
  /** Where the session also ends by not being used for so long. */
  readonly idleSeconds: number | null;
  readonly usedAt: Instant;
  /** The newest refresh token, where answers replace it. */
  readonly refreshToken: string | null;
  /** The server that the answer named; null where it names none. */
  readonly baseUrl: string | null;
}

/** What the merchant entered for one source, as far as requests are filled with it. */
export type EnteredAccess = Pick<SourceAccess, "baseUrl" | "inputs">;

/** Names of inputs that are not entered, and without which nothing can be asked. */
export function missingInputs(
  { inputs = [] }: PollerDefinition,
  access: EnteredAccess,
): readonly string[] {
  return inputs
    .filter(({ name, isOptional }) => isOptional !== true && (access.inputs[name] ?? "") === "")
    .map(({ label }) => label);
}

/** Whether a token must be asked for before the next request. */
export function needsSession(
  auth: Auth,
  session: Session | null,
  now: Instant,
): auth is SessionAuth {
  if (auth.kind === "none" || auth.kind === "static" || auth.kind === "basic") return false;
  if (session === null || session.endsAt <= now) return true;
  return (
    session.idleSeconds !== null && plusSeconds(session.usedAt, session.idleSeconds * 0.9) <= now
  );
}

/** The texts that a definition's templates may use, whatever the request. */
export function inputValues({ inputs }: EnteredAccess): PlaceValues {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => [`input.${name}`, value === "" ? null : value]),
  );
}

/** What every request for records carries. */
export function requestBase(
  definition: Pick<PollerDefinition, "auth" | "headers">,
  access: EnteredAccess,
  session: Session | null,
): RequestBase {
  const values = { ...inputValues(access), token: session?.token ?? null };
  const own = filled(definition.headers ?? {}, values);
  const { headers, query } = credentialsOf(definition.auth, values);
  const baseUrl = (session?.baseUrl ?? access.baseUrl).replace(/\/+$/, "");
  return { baseUrl, headers: { ...own, ...headers }, query };
}

const encoder = new TextEncoder();

function credentialsOf(auth: Auth, values: PlaceValues): Pick<RequestBase, "headers" | "query"> {
  switch (auth.kind) {
    case "none":
      return { headers: {}, query: {} };
    case "static":
      return {
        headers: filled(auth.headers ?? {}, values),
        query: filled(auth.query ?? {}, values),
      };
    case "basic":
      return { headers: basic(auth.user, auth.password, values), query: {} };
    case "client_credentials":
    case "refresh_token":
    case "password":
    case "login": {
      const { headers = {}, query = {} } = auth.use ?? {
        headers: { authorization: "Bearer {token}" },
      };
      return { headers: filled(headers, values), query: filled(query, values) };
    }
  }
}

/** Basic authentication (RFC 7617); an empty password is a password. */
export function basic(
  user: string,
  password: string,
  values: PlaceValues,
): Readonly<Record<string, string>> {
  const pair = `${fillText(user, values) ?? ""}:${fillText(password, values) ?? ""}`;
  return { authorization: `Basic ${encodeBase64(encoder.encode(pair))}` };
}

/** A session that was just used lives on. */
export function usedAt(session: Session, now: Instant): Session {
  return { ...session, usedAt: now };
}
