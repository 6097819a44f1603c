import type { Database } from "../adapters/postgres/database.ts";
import type { StoredCredentials } from "../adapters/postgres/source-credentials.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { findPreset } from "../domain/mapping/presets/index.ts";
import { fillText } from "../domain/polling/definition/template.ts";
import { hasSession } from "../domain/polling/ask-session.ts";
import { inputValues } from "../domain/polling/session.ts";
import { accessInputs, authOf } from "../domain/source/access-form.ts";
import type { AccessForm } from "../domain/source/access-form.ts";
import type { AccessProposal } from "../domain/source/access-proposal.ts";
import { judgeAccess } from "../domain/source/access-test.ts";
import type { AccessTest } from "../domain/source/access-test.ts";
import type { SourceAccess } from "../domain/source/source-access.ts";
import type { FieldError } from "../domain/source/source-form.ts";
import { requestOf } from "../pipeline/fetch/request-of.ts";
import type { SourceAnswer, SourceRequests } from "../pipeline/ports.ts";
import { type EndpointParts, saveEndpoint } from "./endpoint-settings.ts";
import { enteredTls, TLS_ERRORS } from "./entered-tls.ts";
import { findSource } from "./source-row.ts";

export interface AccessParts {
  readonly database: Database;
  readonly credentials: StoredCredentials;
  readonly sourceRequests: SourceRequests;
}

/** By the path of the field. */
export type AccessErrors = Readonly<Record<string, FieldError>>;

export type AccessSaved =
  | { readonly outcome: "saved" }
  | { readonly outcome: "invalid"; readonly errors: AccessErrors }
  | { readonly outcome: "not_found" };

export type AccessTried =
  | { readonly outcome: "tried"; readonly test: AccessTest }
  | Exclude<AccessSaved, { outcome: "saved" }>;

/** A form about one source. */
interface EnteredAccess {
  readonly sourceId: string;
  readonly form: AccessForm;
}

/** What a merchant does about how a source is reached and answered. */
export function accessCommands(parts: AccessParts & EndpointParts) {
  return {
    saveEndpoint: (by: Actor, change: Parameters<typeof saveEndpoint>[2]) =>
      saveEndpoint(parts, by, change),
    saveAccess: (by: Actor, entered: EnteredAccess) => saveAccess(parts, by, entered),
    tryAccess: (by: Actor, entered: EnteredAccess) => tryAccess(parts, by, entered),
    removeAccess: (by: Actor, sourceId: string) => parts.credentials.remove(by, sourceId),
  };
}

/** Saves how a source is reached. What waited for it is fetched at once. */
async function saveAccess(
  parts: AccessParts,
  by: Actor,
  entered: EnteredAccess,
): Promise<AccessSaved> {
  const read = await readAccess(parts, by, entered);
  if ("outcome" in read) return read;
  const outcome = await parts.credentials.save(by, entered.sourceId, read.access);
  return { outcome };
}

/** Asks the source with what is in the form, and stores nothing. */
async function tryAccess(
  parts: AccessParts,
  by: Actor,
  entered: EnteredAccess,
): Promise<AccessTried> {
  const read = await readAccess(parts, by, entered);
  if ("outcome" in read) return read;
  const path = fillText(entered.form.tryPath, inputValues(read.access), encodeURIComponent) ?? "/";
  if (hasSession(read.access.auth)) return invalid({ auth: "needs_session" });
  const request = requestOf({ url: path, preset: read.preset }, read.access, null);
  if (request === null) return invalid({ baseUrl: "base_url_invalid" });
  return { outcome: "tried", test: judge(await parts.sourceRequests.send(request)) };
}

function judge(answer: SourceAnswer): AccessTest {
  switch (answer.outcome) {
    case "answered":
      return judgeAccess(answer.status, answer.headers["content-type"] ?? "", answer.body);
    case "blocked":
    case "tls_refused":
    case "unreachable":
    case "malformed":
      return { outcome: "failed", detail: answer.detail };
    case "timeout":
      return { outcome: "failed", detail: `No answer within ${String(answer.seconds)} s.` };
    case "too_large":
      return { outcome: "failed", detail: "The answer is too long; try another address." };
    case "redirected":
      return {
        outcome: "failed",
        detail: `The source sends on to ${URL.parse(answer.location ?? "")?.host ?? "another address"}: enter that address.`,
      };
  }
}

interface ReadAccess {
  readonly access: SourceAccess;
  readonly preset: string | null;
}

async function readAccess(
  parts: AccessParts,
  { shopId }: Actor,
  { sourceId, form }: EnteredAccess,
): Promise<ReadAccess | Exclude<AccessSaved, { outcome: "saved" }>> {
  const source = await findSource(parts.database, { shopId, sourceId });
  if (source === null) return { outcome: "not_found" };
  const before = await parts.credentials.of(shopId, sourceId);
  const proposal = findPreset(source.preset ?? "")?.access ?? null;
  const auth = authOf(form, proposal) ?? before?.auth ?? null;
  if (auth === null) return invalid({ auth: "unknown_choice" });
  const inputs = enteredInputs(form, { proposal, before });
  const tls = enteredTls(form);
  const errors = {
    ...missingInputs(form, inputs, proposal),
    ...(typeof tls === "string" ? { [tls]: TLS_ERRORS[tls] } : {}),
    ...(await urlErrors(parts.sourceRequests, form.baseUrl)),
  };
  if (typeof tls === "string" || Object.keys(errors).length > 0) return invalid(errors);
  return { access: { baseUrl: form.baseUrl, tls, auth, inputs }, preset: source.preset };
}

function invalid(errors: AccessErrors): Extract<AccessSaved, { outcome: "invalid" }> {
  return { outcome: "invalid", errors };
}

/** What was entered now, and what was entered before where now nothing was. */
function enteredInputs(
  form: AccessForm,
  known: { readonly proposal: AccessProposal | null; readonly before: SourceAccess | null },
): Readonly<Record<string, string>> {
  const before = known.before?.inputs ?? {};
  if (form.auth === "kept") return before;
  return Object.fromEntries(
    accessInputs(form.auth, known.proposal).map(({ name }) => {
      const now = form.inputs[name] ?? "";
      return [name, now === "" ? (before[name] ?? "") : now];
    }),
  );
}

function missingInputs(
  { auth }: AccessForm,
  inputs: Readonly<Record<string, string>>,
  proposal: AccessProposal | null,
): AccessErrors {
  const missing = accessInputs(auth, proposal).filter(
    ({ name, isOptional }) => !isOptional && (inputs[name] ?? "") === "",
  );
  return Object.fromEntries(missing.map(({ name }) => [`inputs.${name}`, "required"] as const));
}

/** A host that does not answer now may be well later; one that may not be asked never is. */
async function urlErrors(requests: SourceRequests, baseUrl: string): Promise<AccessErrors> {
  const blocked = await requests.check(baseUrl);
  if (blocked?.outcome !== "blocked") return {};
  return {
    baseUrl: blocked.code === "address_not_allowed" ? "url_not_allowed" : "base_url_invalid",
  };
}
