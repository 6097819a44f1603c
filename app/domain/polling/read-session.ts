import { plusSeconds } from "../instant.ts";
import type { Instant } from "../instant.ts";
import { headerOf } from "./answer.ts";
import type { PollAnswer, SourcePage } from "./answer.ts";
import type { SessionAuth } from "./definition/auth-schema.ts";
import { readText, readPageDocument } from "./page-document.ts";
import type { PageDocument } from "./page-document.ts";
import type { PollProblem } from "./problem.ts";
import type { Session } from "./session.ts";
import { statusProblem } from "./status-problem.ts";

const DEFAULT_LIFETIME_SECONDS = 3_600;
/** A token is not used in its last moments: it would end on the way. */
const MARGIN_SECONDS = 30;

/** Reads the answer to a login or a grant. */
export function readSession(
  auth: SessionAuth,
  answer: PollAnswer,
  { now, before }: { readonly now: Instant; readonly before: Session | null },
): { readonly session: Session } | { readonly problem: PollProblem } {
  if (answer.outcome === "failed") return answer;
  const refused = statusProblem(answer);
  if (refused !== null) return { problem: loginRefused(refused) };
  const document = readPageDocument(answer, "json");
  if ("problem" in document && auth.kind !== "login") return document;
  const read = "problem" in document ? null : document;
  const token = tokenOf(auth, answer, read);
  if (token === null || token === "") return { problem: NO_TOKEN };
  const baseUrl = baseUrlOf(auth, read);
  if (typeof baseUrl === "object" && baseUrl !== null) return baseUrl;
  return { session: sessionOf(auth, { token, baseUrl, read, now, before }) };
}

const NO_TOKEN: PollProblem = {
  code: "token_missing",
  detail:
    "The source took the login and gave no token where the definition looks for it. Check the credentials and the path of the token.",
};

/** Whatever status a login is refused with, it is the credentials that must be looked at. */
function loginRefused(problem: PollProblem): PollProblem {
  return problem.code === "refused" || problem.code === "not_found"
    ? { code: "auth_failed", detail: `The source refused the login. ${problem.detail}` }
    : problem;
}

function tokenOf(
  auth: SessionAuth,
  page: SourcePage,
  document: PageDocument | null,
): string | null {
  if (auth.kind !== "login") return readText(document, auth.token ?? "$.access_token");
  switch (auth.token.from) {
    case "body":
      return readText(document, auth.token.path);
    case "header":
      return headerOf(page, auth.token.name);
    case "cookie":
      return cookieOf(page, auth.token.name);
  }
}

function cookieOf(page: SourcePage, name: string): string | null {
  const cookies = (headerOf(page, "set-cookie") ?? "").split(/,(?=[^;,]+=)/);
  const own = cookies.map((one) => one.trim()).find((one) => one.startsWith(`${name}=`));
  return own?.slice(name.length + 1).split(";")[0] ?? null;
}

/** The server that the answer names, where the definition lets it name one. */
function baseUrlOf(
  { baseUrl }: SessionAuth,
  document: PageDocument | null,
): string | null | { readonly problem: PollProblem } {
  if (baseUrl === undefined) return null;
  const named = readText(document, baseUrl.path);
  const host = named !== null && URL.canParse(named) ? new URL(named) : null;
  if (
    named !== null &&
    host?.protocol === "https:" &&
    baseUrl.hosts.some(matching(host.hostname))
  ) {
    return named;
  }
  const detail =
    "The answer to the login names no server, or one that the definition does not allow. Check the allowed hosts.";
  return { problem: { code: "next_elsewhere", detail } };
}

/** A * stands for letters and digits within one label. */
function matching(hostname: string): (pattern: string) => boolean {
  return (pattern) => {
    const source = pattern.replaceAll(".", "\\.").replaceAll("*", "[a-z0-9-]*");
    return new RegExp(`^${source}$`).test(hostname);
  };
}

interface Granted {
  readonly token: string;
  readonly baseUrl: string | null;
  readonly read: PageDocument | null;
  readonly now: Instant;
  readonly before: Session | null;
}

function sessionOf(auth: SessionAuth, { token, baseUrl, read, now, before }: Granted): Session {
  const lifetime = Math.max(lifetimeOf(auth, read) - MARGIN_SECONDS, 1);
  const next =
    auth.kind === "refresh_token"
      ? readText(read, auth.newRefreshToken ?? "$.refresh_token")
      : null;
  return {
    token,
    endsAt: plusSeconds(now, lifetime),
    idleSeconds: auth.kind === "login" ? (auth.idleSeconds ?? null) : null,
    usedAt: now,
    refreshToken: next ?? before?.refreshToken ?? null,
    baseUrl,
  };
}

const MAX_LIFETIME_SECONDS = 31_536_000;

function lifetimeOf(auth: SessionAuth, document: PageDocument | null): number {
  if (auth.kind === "login") return auth.lifetimeSeconds ?? 86_400;
  const said = Number(readText(document, auth.expiresIn ?? "$.expires_in") ?? Number.NaN);
  const known = Number.isFinite(said) && said > 0 ? said : auth.lifetimeSeconds;
  return Math.min(known ?? DEFAULT_LIFETIME_SECONDS, MAX_LIFETIME_SECONDS);
}
