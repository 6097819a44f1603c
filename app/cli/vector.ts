import { z } from "zod";

/** One signature vector: how a system signs, and one delivery that it signed. */
export const vectorSchema = z.looseObject({
  name: z.string(),
  config: z.looseObject({
    scheme: z.string(),
    alg: z.string().optional(),
    encoding: z.enum(["hex", "base64", "base64url"]).optional(),
    header: z.string().optional(),
    /** `query:NAME` or `header:NAME`, where it is not `header`. */
    location: z.string().optional(),
    prefix: z.string().optional(),
    /** `kv:TIMESTAMP_KEY,SIGNATURE_KEY`, or `list:SEPARATOR:PREFIX`. */
    headerFormat: z.string().optional(),
    content: z.string().optional(),
    timestampHeader: z.string().optional(),
    timestampFormat: z.string().optional(),
    idHeader: z.string().optional(),
    secretFormat: z.string().optional(),
    secretNormalize: z.string().optional(),
    keyDerivation: z.string().optional(),
    keyIdHeader: z.string().optional(),
    jwksUrl: z.string().optional(),
    username: z.string().optional(),
    headerPrefix: z.string().optional(),
  }),
  secret: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  signature: z.string(),
  body: z.string(),
  /** The body as base64, where it is no text. */
  bodyBase64: z.string().optional(),
  method: z.string().optional(),
  url: z.string().optional(),
  jwk: z.record(z.string(), z.unknown()).optional(),
  publicKeyPem: z.string().optional(),
  /** False for a delivery that must be refused. */
  ok: z.boolean().optional(),
});

export const vectorsSchema = z.array(vectorSchema);

export type Vector = z.infer<typeof vectorSchema>;
