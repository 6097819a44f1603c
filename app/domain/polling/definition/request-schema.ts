import { z } from "zod";

import { templateProblem } from "./template.ts";

/** A text with {names} in braces. */
export const templateSchema = z
  .string()
  .max(2_000)
  .check((context) => {
    const problem = templateProblem(context.value);
    if (problem !== null) {
      context.issues.push({ code: "custom", message: problem, input: context.value });
    }
  })
  .meta({ description: "May hold {input.NAME}, {since}, {page} and the like." });

const headerName = z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/);

/** These belong to the connection; a definition that set them could smuggle a second request. */
const OF_THE_CONNECTION =
  /^(?:host|connection|content-length|transfer-encoding|upgrade|expect|te|trailer|keep-alive)$/i;

export const headersSchema = z
  .record(
    headerName.refine((name) => !OF_THE_CONNECTION.test(name), {
      error: "This header is set by the connection itself.",
    }),
    templateSchema,
  )
  .refine((headers) => Object.keys(headers).length <= 20, { error: "At most 20 headers." });

export const querySchema = z
  .record(z.string().min(1).max(100), templateSchema)
  .refine((query) => Object.keys(query).length <= 30, { error: "At most 30 parameters." })
  .meta({ description: "A parameter whose {name} has no value in a request is left out of it." });

/** `/path` under the source's base URL, or an https address whose host is written out. */
export const addressSchema = templateSchema
  .refine((text) => /^\/(?!\/)/.test(text) || /^https:\/\/[^/?#{}@\\]+(?:[/?#]|$)/.test(text), {
    error: "Give a path that starts with /, or an https address whose host is written out.",
  })
  .meta({
    description:
      "A path under the source's base URL, or a whole https address; only these hosts are ever asked.",
  });

const jsonLeaf: z.ZodType<JsonTemplate> = z.lazy(() =>
  z.union([
    templateSchema,
    z.number(),
    z.boolean(),
    z.null(),
    z.array(jsonLeaf).max(100),
    z.record(z.string().max(200), jsonLeaf),
  ]),
);

export type JsonTemplate =
  string | number | boolean | null | JsonTemplate[] | { [name: string]: JsonTemplate };

export const bodySchema = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("json"),
      value: jsonLeaf.meta({
        description:
          "Texts are templates; {limit:number} alone becomes a number, {ids:list} alone a list, a name without value null.",
      }),
    }),
    z.strictObject({ kind: z.literal("form"), fields: querySchema }),
    z.strictObject({
      kind: z.literal("graphql"),
      query: z
        .string()
        .min(1)
        .max(10_000)
        .meta({ description: "Sent as it is; braces mean nothing." }),
      variables: z.record(z.string().max(100), jsonLeaf).optional(),
    }),
  ])
  .meta({ id: "RequestBody" });

export const requestSchema = z
  .strictObject({
    method: z
      .enum(["GET", "POST"])
      .optional()
      .meta({ description: "GET where left out, POST with a body." }),
    url: addressSchema,
    query: querySchema.optional(),
    headers: headersSchema.optional(),
    body: bodySchema.optional(),
  })
  .meta({ id: "PollRequest" });

export type RequestTemplate = z.infer<typeof requestSchema>;
export type RequestBodyTemplate = z.infer<typeof bodySchema>;
