import { z } from "zod";
import type { Actor, NewSource, Sources } from "../adapters/postgres/sources.ts";
import { CONNECTABLE_PRESETS, findPreset, type Preset } from "../domain/mapping/presets/index.ts";
import { STANDARD_RESPONSE } from "../domain/signature/response-contract.ts";
import { DEFAULT_POLICY } from "../domain/plan/policy.ts";
import { DEFAULT_TOLERANCE_SECONDS } from "../domain/signature/scheme.ts";
import type { KeyedScheme, SignatureScheme } from "../domain/signature/scheme.ts";
import { checkSecret } from "../domain/signature/secret-key.ts";
import { canSign } from "../domain/signature/sign.ts";
import type { ContentKind, SourceRequests } from "../pipeline/ports.ts";
import { MAX_URL_LENGTH } from "../domain/source/access-form.ts";
import {
  type ConnectSourceForm,
  type FieldErrors,
  MAX_HEADER_LENGTH,
  MAX_KEYS_LENGTH,
  MAX_NAME_LENGTH,
  MAX_SECRET_LENGTH,
  needsHeader,
  NO_PRESET,
  SCHEME_CHOICES,
} from "../domain/source/source-form.ts";
import type { NewSecret } from "../domain/source/new-secret.ts";
import { SOURCE_ROLES } from "../domain/source/source-role.ts";
import { makeSecret, secretFormatOf } from "./make-secret.ts";
import { withKeys } from "./public-keys.ts";

export type ConnectOutcome =
  | { readonly outcome: "connected"; readonly made: NewSecret }
  | { readonly outcome: "invalid"; readonly errors: FieldErrors<ConnectSourceForm> };

export interface ConnectParts {
  readonly sources: Sources;
  readonly sourceRequests: SourceRequests;
  readonly endpointUrl: (key: string) => string;
}

const HEADER_NAME = /^[A-Za-z0-9-]+$/;

function isConnectable(id: string): boolean {
  return id === NO_PRESET || CONNECTABLE_PRESETS.some((preset) => preset.id === id);
}

/** What the form may hold, and nothing else. */
export const connectSourceSchema = z
  .strictObject({
    name: z.string().trim().min(1, "required").max(MAX_NAME_LENGTH, "too_long"),
    role: z.enum(SOURCE_ROLES, "unknown_choice"),
    preset: z.string().refine(isConnectable, "unknown_choice"),
    scheme: z.enum(SCHEME_CHOICES, "unknown_choice"),
    header: z.string().trim().max(MAX_HEADER_LENGTH, "too_long"),
    secretOwner: z.enum(["ours", "theirs"], "unknown_choice"),
    secret: z.string().trim().max(MAX_SECRET_LENGTH, "too_long"),
    publicKeys: z.string().trim().max(MAX_KEYS_LENGTH, "too_long").default(""),
    keySetUrl: z.string().trim().max(MAX_URL_LENGTH, "too_long").default(""),
  })
  .refine(({ preset, scheme }) => preset !== NO_PRESET || scheme !== "preset", {
    path: ["scheme"],
    message: "unknown_choice",
  })
  .refine(({ scheme, header }) => !needsHeader(scheme) || HEADER_NAME.test(header), {
    path: ["header"],
    message: "header_invalid",
  })
  .refine(({ secretOwner, secret }) => secretOwner === "ours" || secret !== "", {
    path: ["secret"],
    message: "required",
  });

/** Makes a source with its endpoint, secret and first mapping; the secret that we make is told here alone. */
export async function connectSource(
  parts: ConnectParts,
  by: Actor,
  form: ConnectSourceForm,
): Promise<ConnectOutcome> {
  const start = startOf(form.preset);
  if (start === null) return invalid({ preset: "unknown_choice" });
  const scheme = await withKeys(schemeOf(form, start.scheme), form, parts.sourceRequests);
  if ("errors" in scheme) return invalid(scheme.errors);
  const format = secretFormatOf(scheme);
  const theirs = format === null || form.secretOwner === "ours" ? null : form.secret;
  if (theirs !== null && !isUsable(scheme, theirs)) return invalid({ secret: "secret_invalid" });
  const secret = theirs ?? makeSecret(scheme);
  const created = await parts.sources.create(by, {
    name: form.name,
    role: form.role,
    policy: DEFAULT_POLICY,
    secret,
    ...start.source,
    scheme,
  });
  if (created.outcome === "name_taken") return invalid({ name: "name_taken" });
  return {
    outcome: "connected",
    made: {
      sourceId: created.sourceId,
      name: form.name,
      url: parts.endpointUrl(created.endpointKey),
      secret: theirs === null && !start.isQueued ? secret : null,
      sharesSecret: format !== null,
      needsAccess: start.source.mapping?.fetch !== undefined,
      needsQueue: start.isQueued,
      steps: start.help,
      canSign: canSign(scheme),
      isSigned: scheme.kind !== "none",
    },
  };
}

/** What a source has at first. */
interface Start {
  readonly source: Pick<
    NewSource,
    "preset" | "deduplication" | "accepts" | "response" | "mapping" | "statusMap"
  >;
  readonly scheme: SignatureScheme;
  readonly help: readonly string[];
  /** Whether the system delivers through a message queue alone. */
  readonly isQueued: boolean;
}

/** Without a preset all bodies are taken, and kept until somebody maps them. */
const BLANK: Start = {
  source: {
    preset: null,
    deduplication: { from: "content" },
    accepts: ["json", "xml", "form", "any"],
    response: STANDARD_RESPONSE,
    mapping: null,
    statusMap: {},
  },
  scheme: { kind: "standard_webhooks", toleranceSeconds: DEFAULT_TOLERANCE_SECONDS },
  help: [],
  isQueued: false,
};

function startOf(id: string): Start | null {
  if (id === NO_PRESET) return BLANK;
  const preset = findPreset(id);
  if (preset === null) return null;
  const { deduplication, response, mapping, statusMap, scheme, help } = preset;
  const accepts = acceptedBy(preset);
  return {
    source: { preset: id, deduplication, accepts, response, mapping, statusMap },
    // Nothing comes to the URL of what delivers through a queue: what comes there all the same is to prove itself.
    scheme: preset.via === "queue" ? BLANK.scheme : scheme,
    help,
    isQueued: preset.via === "queue",
  };
}

function invalid(errors: FieldErrors<ConnectSourceForm>): ConnectOutcome {
  return { outcome: "invalid", errors };
}

function isUsable(scheme: SignatureScheme, secret: string): boolean {
  const format = secretFormatOf(scheme);
  return format === null || checkSecret(format, secret) === null;
}

function acceptedBy({ mapping, sample }: Preset): readonly ContentKind[] {
  const named = sample.headers["content-type"] !== undefined;
  return named ? [mapping.format] : [mapping.format, "any"];
}

function schemeOf({ scheme, header }: ConnectSourceForm, preset: SignatureScheme): SignatureScheme {
  switch (scheme) {
    case "preset":
      return preset;
    case "standard_webhooks":
      return { kind: "standard_webhooks", toleranceSeconds: DEFAULT_TOLERANCE_SECONDS };
    case "hmac_sha256_hex":
      return hmac("hex", header);
    case "hmac_sha256_base64":
      return hmac("base64", header);
  }
}

/** HMAC-SHA256 over the raw body, the commonest scheme of all; its only replay protection is the message's id. */
function hmac(encoding: "hex" | "base64", header: string): KeyedScheme {
  return {
    kind: "hmac",
    algorithm: "sha256",
    encoding,
    place: { from: "header", name: header.toLowerCase(), syntax: { kind: "raw" } },
    content: "{body}",
    timestamp: null,
    id: null,
    secretFormat: "utf8",
    keyDerivation: "none",
  };
}
