import { z } from "zod";
import { canonicalJson } from "../canonical-json.ts";
import type { Auth } from "../polling/definition/auth-schema.ts";
import type { AccessProposal } from "./access-proposal.ts";
import { isOutgoingHeaderName } from "./outgoing-header.ts";
import type { TlsRule } from "./tls-rule.ts";

/** `preset`: as the system of the source wants it. `kept`: a way that this form cannot show, such as OAuth. */
export const ACCESS_CHOICES = [
  "preset",
  "basic",
  "bearer",
  "header",
  "query",
  "none",
  "kept",
] as const;
export type AccessChoice = (typeof ACCESS_CHOICES)[number];

export const MAX_INPUT_LENGTH = 2_000;
export const MAX_URL_LENGTH = 500;
const MAX_PEM_LENGTH = 20_000;
const MAX_INPUTS = 15;

/** `https://host/path`, without user name, query and fragment; the adapter checks where it leads. */
const BASE_URL = /^https?:\/\/[^\s/?#@\\]+(?:\/[^\s?#\\]*)?$/i;
const PATH = /^\/(?!\/)[^\s\\]*$/;

/** The form "API access", as it is sent. An input that is left blank keeps what was entered before. */
export const accessFormSchema = z
  .strictObject({
    baseUrl: z
      .string()
      .trim()
      .min(1, "required")
      .max(MAX_URL_LENGTH, "too_long")
      .regex(BASE_URL, "base_url_invalid")
      .transform((url) => url.replace(/\/+$/, "")),
    auth: z.enum(ACCESS_CHOICES, "unknown_choice"),
    /** The header or parameter of the key. */
    name: z.string().trim().max(100, "too_long"),
    inputs: z
      .record(
        z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
        z.string().trim().max(MAX_INPUT_LENGTH, "too_long"),
      )
      .refine((inputs) => Object.keys(inputs).length <= MAX_INPUTS, "unexpected"),
    tls: z.enum(["public", "own_authority", "pinned"], "unknown_choice"),
    authority: z.string().trim().max(MAX_PEM_LENGTH, "too_long"),
    fingerprint: z.string().trim().max(200, "too_long"),
    tryPath: z.string().trim().max(MAX_URL_LENGTH, "too_long").regex(PATH, "path_invalid"),
  })
  .refine(({ auth, name }) => auth !== "header" || isOutgoingHeaderName(name), {
    path: ["name"],
    message: "header_invalid",
  })
  .refine(({ auth, name }) => auth !== "query" || name !== "", {
    path: ["name"],
    message: "required",
  });

export type AccessForm = z.output<typeof accessFormSchema>;

/** An input of the form; `label` is null where its name has words of its own. */
export interface AccessInput {
  readonly name: string;
  readonly label: string | null;
  readonly help: string | null;
  readonly isSecret: boolean;
  readonly isOptional: boolean;
}

const OWN_INPUTS: Readonly<Record<"basic" | "bearer" | "header" | "query", readonly string[]>> = {
  basic: ["user", "password"],
  bearer: ["key"],
  header: ["key"],
  query: ["key"],
};

/** What is to be entered for a choice. */
export function accessInputs(
  choice: AccessChoice,
  proposal: AccessProposal | null,
): readonly AccessInput[] {
  switch (choice) {
    case "basic":
    case "bearer":
    case "header":
    case "query":
      return OWN_INPUTS[choice].map((name) => ({
        name,
        label: null,
        help: null,
        isSecret: name !== "user",
        // RFC 7617 allows an empty password; some systems take the key as the user alone.
        isOptional: name === "password",
      }));
    case "preset":
      return (proposal?.inputs ?? []).map((input) => ({
        name: input.name,
        label: input.label,
        help: input.help ?? null,
        isSecret: input.isSecret,
        isOptional: input.isOptional === true,
      }));
    case "none":
    case "kept":
      return [];
  }
}

/** Where the inputs go; null where the choice says nothing of it, so that it stays as it is. */
export function authOf(
  { auth, name }: Pick<AccessForm, "auth" | "name">,
  proposal: AccessProposal | null,
): Auth | null {
  switch (auth) {
    case "basic":
      return { kind: "basic", user: "{input.user}", password: "{input.password}" };
    case "bearer":
      return { kind: "static", headers: { authorization: "Bearer {input.key}" } };
    case "header":
      return { kind: "static", headers: { [name]: "{input.key}" } };
    case "query":
      return { kind: "static", query: { [name]: "{input.key}" } };
    case "none":
      return { kind: "none" };
    case "preset":
      return proposal?.auth ?? null;
    case "kept":
      return null;
  }
}

/** The form's choice that a stored way came from. */
export function choiceOf(
  auth: Auth,
  proposal: AccessProposal | null,
): Pick<AccessForm, "auth" | "name"> {
  const candidates: Pick<AccessForm, "auth" | "name">[] = [
    { auth: "preset", name: "" },
    { auth: "basic", name: "" },
    { auth: "bearer", name: "" },
    { auth: "none", name: "" },
    { auth: "header", name: onlyName(auth, "headers") },
    { auth: "query", name: onlyName(auth, "query") },
  ];
  const stored = canonicalJson(auth);
  const found = candidates.find((candidate) => {
    const made = authOf(candidate, proposal);
    return made !== null && canonicalJson(made) === stored;
  });
  return found ?? { auth: "kept", name: "" };
}

function onlyName(auth: Auth, place: "headers" | "query"): string {
  return auth.kind === "static" ? (Object.keys(auth[place] ?? {})[0] ?? "") : "";
}

/** A form about nothing entered yet. */
export function newAccessForm(proposal: AccessProposal | null): AccessForm {
  return {
    baseUrl: proposal?.baseUrl ?? "",
    auth: proposal === null ? "bearer" : "preset",
    name: "X-Api-Key",
    inputs: {},
    tls: "public",
    authority: "",
    fingerprint: "",
    tryPath: proposal?.tryPath ?? "/",
  };
}

/** The fields of a TLS rule. */
export function tlsFields(rule: TlsRule): Pick<AccessForm, "tls" | "authority" | "fingerprint"> {
  return {
    tls: rule.check,
    authority: rule.check === "own_authority" ? rule.pem : "",
    fingerprint: rule.check === "pinned" ? rule.fingerprint : "",
  };
}
