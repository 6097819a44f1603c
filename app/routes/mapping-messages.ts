import type { LoaderFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { admit, idIn, notFound } from "./admit.server.ts";

const askedSchema = z.object({
  ids: z
    .string()
    .transform((text) => text.split(","))
    .pipe(z.array(z.uuid()).min(1).max(50)),
  format: z.enum(["json", "xml", "form"]),
});

/** What some of a source's messages hold, personal data hidden; as many of those asked for as fit. */
export async function loader(args: LoaderFunctionArgs) {
  const { shop, services } = await admit(args);
  const sourceId = idIn(args.params["sourceId"]);
  const asked = askedSchema.safeParse(Object.fromEntries(new URL(args.request.url).searchParams));
  if (!asked.success) throw notFound();
  const request = { shopId: shop.id, sourceId, isRevealed: false, ...asked.data };
  return { messages: await services.queries.mappingMessages(request) };
}
