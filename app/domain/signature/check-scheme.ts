import { z } from "zod";

import { placeholdersOf, PLACEHOLDERS } from "./content.ts";
import { MAX_TOLERANCE_SECONDS } from "./scheme.ts";
import type { SignatureScheme } from "./scheme.ts";

const nameSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,100}$/, { error: "This is no name of a header or parameter." });
const toleranceSchema = z
  .int()
  .min(1)
  .max(MAX_TOLERANCE_SECONDS, { error: "The tolerance is at most a day." });
const encodingSchema = z.enum(["hex", "base64", "base64url"]);
const markSchema = z.string().min(1).max(50);

const placeSchema = z.strictObject({
  from: z.enum(["header", "query"]),
  name: nameSchema,
  syntax: z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("raw") }),
    z.strictObject({ kind: z.literal("prefix"), prefix: markSchema }),
    z.strictObject({
      kind: z.literal("key_value"),
      signatureKey: markSchema,
      timestampKey: markSchema.nullable(),
      separator: z.string().min(1).max(5).exactOptional(),
    }),
    z.strictObject({
      kind: z.literal("list"),
      separator: z.string().min(1).max(5),
      itemPrefix: markSchema,
    }),
  ]),
});

const contentSchema = z
  .string()
  .max(500)
  .check((context) => {
    const unknown = placeholdersOf(context.value).find((name) => !isPlaceholder(name));
    if (unknown !== undefined) {
      context.issues.push({
        code: "custom",
        message: `{${unknown}} is not known here.`,
        input: context.value,
      });
    }
    if (!/\{(?:body|pairs)/.test(context.value)) {
      const message = "The content must hold the body; otherwise anybody could change it.";
      context.issues.push({ code: "custom", message, input: context.value });
    }
  });

const timestampSchema = z.strictObject({
  from: z.enum(["header", "signature"]),
  name: z.union([nameSchema, z.literal("")]),
  format: z.enum(["unix_seconds", "unix_milliseconds", "iso8601", "http_date"]),
  toleranceSeconds: toleranceSchema,
});

const keysSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("pem"), pems: z.array(z.string().max(5000)).max(3) }),
  z.strictObject({
    kind: z.literal("jwks"),
    url: z.url({ protocol: /^https$/, error: "The address of the key set must be https." }),
    keyIdHeader: nameSchema.nullable(),
  }),
  z.strictObject({ kind: z.literal("secret") }),
]);

const signedParts = {
  encoding: encodingSchema,
  place: placeSchema,
  content: contentSchema,
  timestamp: timestampSchema.nullable(),
  id: z.strictObject({ header: nameSchema }).nullable(),
};

const schemeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("none") }),
  z.strictObject({ kind: z.literal("token"), place: placeSchema }),
  z.strictObject({ kind: z.literal("basic"), username: z.string().min(1).max(100) }),
  z.strictObject({
    kind: z.enum(["hmac", "hash"]),
    algorithm: z.enum(["sha1", "sha256", "sha512"]),
    ...signedParts,
    secretFormat: z.enum(["utf8", "base64", "hex", "nfkd"]),
    keyDerivation: z.enum(["none", "double_sha256"]),
  }),
  z.strictObject({
    kind: z.literal("asymmetric"),
    algorithm: z.enum(["sha256", "sha512"]),
    ...signedParts,
    keys: keysSchema,
  }),
  z.strictObject({
    kind: z.literal("jws_detached"),
    algorithm: z.enum(["RS256", "RS512", "HS256"]),
    place: placeSchema,
    content: contentSchema,
    keys: keysSchema,
  }),
  z.strictObject({ kind: z.literal("jwt"), place: placeSchema, toleranceSeconds: toleranceSchema }),
  z.strictObject({
    kind: z.literal("standard_webhooks"),
    toleranceSeconds: toleranceSchema,
    secretFormat: z.enum(["base64", "utf8"]).exactOptional(),
    headerPrefix: nameSchema.exactOptional(),
  }),
]);

/** What is wrong with a scheme that a merchant edited or imported. */
interface SchemeFault {
  readonly at: string;
  readonly detail: string;
}

/** Accepts a scheme that can be verified and is not empty of proof. */
export function checkScheme(
  value: unknown,
): { readonly scheme: SignatureScheme } | { readonly problems: readonly SchemeFault[] } {
  const parsed = schemeSchema.safeParse(value);
  if (!parsed.success) {
    return {
      problems: parsed.error.issues.map(({ path, message }) => ({
        at: z.core.toDotPath(path),
        detail: message,
      })),
    };
  }
  const fault = keyFault(parsed.data);
  return fault === null ? { scheme: parsed.data } : { problems: [fault] };
}

/** Parts that are each right, but not together. */
function keyFault(scheme: SignatureScheme): SchemeFault | null {
  if (scheme.kind === "hash" && !scheme.content.includes("{key}")) {
    return { at: "content", detail: "A plain digest proves nothing without {key} in its content." };
  }
  if (
    scheme.kind === "jws_detached" &&
    (scheme.algorithm === "HS256") !== (scheme.keys.kind === "secret")
  ) {
    return { at: "keys", detail: "HS256 takes the shared secret, the RS algorithms a public key." };
  }
  if (scheme.kind === "asymmetric" && scheme.keys.kind === "secret") {
    return { at: "keys", detail: "RSA takes a public key, not a shared secret." };
  }
  return null;
}

function isPlaceholder(name: string): boolean {
  return name.startsWith("header:") || (PLACEHOLDERS as readonly string[]).includes(name);
}
