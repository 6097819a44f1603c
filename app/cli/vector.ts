import { z } from "zod";

/** One signature vector: how a system signs, and one delivery that it signed. */
export const vectorSchema = z.looseObject({
  name: z.string(),
  config: z.looseObject({
    scheme: z.string(),
    alg: z.string().optional(),
    encoding: z.string().optional(),
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
  /** The text as it was sent, byte for byte. */
  body: z.string(),
  /** The body as base64, where it is no text. */
  bodyBase64: z.string().optional(),
  method: z.string().optional(),
  url: z.string().optional(),
  jwk: z.record(z.string(), z.unknown()).optional(),
  /** A key set, where there are several keys. */
  jwks: z.looseObject({ keys: z.array(z.record(z.string(), z.unknown())) }).optional(),
  publicKeyPem: z.string().optional(),
  /** False for a delivery that must be refused. */
  ok: z.boolean().optional(),
});

/** The list of a file, bare or as its member `vectors`; each vector is checked by itself. */
export const vectorListSchema = z
  .union([z.array(z.unknown()), z.looseObject({ vectors: z.array(z.unknown()) })])
  .transform((file) => (Array.isArray(file) ? file : file.vectors));

export type Vector = z.infer<typeof vectorSchema>;
