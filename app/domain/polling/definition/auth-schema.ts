import { z } from "zod";

import { pathSchema } from "../../mapping/language/source-schema.ts";
import {
  addressSchema,
  headersSchema,
  querySchema,
  requestSchema,
  templateSchema,
} from "./request-schema.ts";

/** Where the credential goes in every request. */
const useSchema = z
  .strictObject({ headers: headersSchema.optional(), query: querySchema.optional() })
  .meta({
    description: "Where {token} goes; the header Authorization: Bearer {token} where left out.",
  });

/** Some systems say at login which server holds the account. */
const baseUrlFromAnswer = z
  .strictObject({
    path: pathSchema,
    hosts: z
      .array(z.string().regex(/^(?:[a-z0-9-]*\*?[a-z0-9-]*\.)+[a-z]{2,}$/))
      .min(1)
      .max(5)
      .meta({
        description: "The only hosts it may name; * stands for letters and digits of one label.",
      }),
  })
  .meta({ description: "The answer to the login names the server that is asked from then on." });

const grantShape = {
  url: addressSchema,
  clientId: templateSchema.optional(),
  clientSecret: templateSchema.optional(),
  sendClient: z.enum(["basic", "body"]).optional().meta({ description: "body where left out." }),
  encoding: z.enum(["form", "json"]).optional().meta({ description: "form where left out." }),
  extra: z
    .record(z.string().min(1).max(100), templateSchema)
    .optional()
    .meta({ description: "Further parameters, such as scope or audience." }),
  token: pathSchema.optional().meta({ description: "$.access_token where left out." }),
  expiresIn: pathSchema.optional().meta({ description: "Seconds; $.expires_in where left out." }),
  lifetimeSeconds: z
    .int()
    .min(30)
    .max(31_536_000)
    .optional()
    .meta({ description: "Where the answer does not say; 3600 where left out." }),
  use: useSchema.optional(),
  baseUrl: baseUrlFromAnswer.optional(),
};

const sessionPlaceSchema = z.discriminatedUnion("from", [
  z.strictObject({ from: z.literal("body"), path: pathSchema }),
  z.strictObject({ from: z.literal("header"), name: z.string().min(1).max(100) }),
  z.strictObject({ from: z.literal("cookie"), name: z.string().min(1).max(100) }),
]);

/** How a source knows us. Secrets are never in here: they are {input.NAME}. */
export const authSchema = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("none") }),
    z.strictObject({
      kind: z.literal("static"),
      headers: headersSchema.optional(),
      query: querySchema.optional(),
    }),
    z.strictObject({ kind: z.literal("basic"), user: templateSchema, password: templateSchema }),
    z.strictObject({ kind: z.literal("client_credentials"), ...grantShape }),
    z.strictObject({
      kind: z.literal("refresh_token"),
      ...grantShape,
      refreshToken: templateSchema.meta({ description: "The first one; answers may replace it." }),
      newRefreshToken: pathSchema.optional().meta({
        description: "Where an answer brings the next one; $.refresh_token where left out.",
      }),
    }),
    z.strictObject({
      kind: z.literal("password"),
      ...grantShape,
      user: templateSchema,
      password: templateSchema,
    }),
    z.strictObject({
      kind: z.literal("login"),
      request: requestSchema,
      token: sessionPlaceSchema,
      idleSeconds: z
        .int()
        .min(30)
        .max(31_536_000)
        .optional()
        .meta({ description: "The session ends when it was not used for so long." }),
      lifetimeSeconds: z.int().min(30).max(31_536_000).optional(),
      use: useSchema.optional(),
      baseUrl: baseUrlFromAnswer.optional(),
    }),
  ])
  .meta({ id: "Auth" });

export type Auth = z.infer<typeof authSchema>;
/** Those that must ask for a token before they can ask for records. */
export type SessionAuth = Exclude<Auth, { kind: "none" | "static" | "basic" }>;
