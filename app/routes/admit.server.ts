import type { LoaderFunctionArgs } from "@remix-run/node";
import { AppError } from "../domain/app-error.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { ShopFacts } from "../queries/find-shop.ts";
import type { Services } from "../services.server.ts";

/** Who asks, for which shop, and what may be asked. */
export interface Admission {
  readonly shop: ShopFacts;
  /** The shop's id beside the staff member, for what is changed. */
  readonly by: Actor;
  readonly services: Services;
}

type Asked = Pick<LoaderFunctionArgs, "request" | "context">;

/**
 * Lets in whoever has a valid session token. The shop comes from the token
 * alone: nothing in an address or a form can name another. What is out of
 * reach for a moment is answered with 503.
 */
export async function admit(asked: Asked): Promise<Admission> {
  try {
    return await admitted(asked);
  } catch (error) {
    if (error instanceof AppError && error.retryable) throw unavailable();
    throw error;
  }
}

async function admitted({ request, context }: Asked): Promise<Admission> {
  const { session, sessionToken } = await context.shopify.authenticate.admin(request);
  const shop = await context.services.queries.findShop(session.shop);
  if (shop === null) throw unavailable();
  const staff = `staff ${sessionToken.sub}`;
  return { shop, by: { shopId: shop.id, actor: staff }, services: context.services };
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id in the address; what is no id leads nowhere. */
export function idIn(value: string | undefined): string {
  if (value === undefined || !UUID.test(value)) throw notFound();
  return value;
}

/** The same answer for what is not there and for what is another shop's. */
export function notFound(): Response {
  return new Response("not_found", { status: 404, statusText: "Not Found" });
}

export function unavailable(): Response {
  return new Response("unavailable", { status: 503, headers: { "retry-after": "5" } });
}

/** The thing itself, or the answer that there is none. */
export function found<T>(value: T | null): T {
  if (value === null) throw notFound();
  return value;
}
