import type { Session, Shopify } from "@shopify/shopify-api";
import type {
  GeneratedMutationTypes,
  GeneratedQueryTypes,
} from "../operations/generated/admin.generated.d.ts";
import { nextCall, type Urgency } from "../../../domain/storefront/bucket.ts";
import type { ApiBudget } from "../../../pipeline/ports.ts";
import type { OfflineSessions } from "../sessions/offline-sessions.ts";
import { answered, classifyFailure } from "./classify-failure.ts";
import { pricedOperation } from "./operation-cost.ts";
import type { Reply } from "./reply.ts";
import { spent } from "./spent.ts";

type Operations = GeneratedQueryTypes & GeneratedMutationTypes;

/** A document of `operations/`; any other text is a type error. */
type Operation = keyof Operations;
type Variables<Document extends Operation> = Operations[Document]["variables"];
type Data<Document extends Operation> = Operations[Document]["return"];

/** A shop, as our rows and as Shopify name it. */
export interface ShopName {
  readonly id: string;
  /** `example.myshopify.com` */
  readonly domain: string;
}

/** The Admin API: one call, one reply, never a second try. */
export interface AdminClient {
  request<Document extends Operation>(
    shop: ShopName,
    document: Document,
    variables: Variables<Document>,
  ): Promise<Reply<Data<Document>>>;
}

interface AdminClientParts {
  readonly api: Shopify;
  readonly sessions: OfflineSessions;
  readonly budget: ApiBudget;
  /** Who waits for the calls of this client. */
  readonly urgency: Urgency;
  /** After which a call counts as lost; must be shorter than a lane's lease. */
  readonly timeoutMilliseconds: number;
}

/**
 * Shopify's own client with a single try: with more it would send a mutation
 * again on any network error. A 401 has the token renewed before its next use.
 */
export function adminClient(parts: AdminClientParts): AdminClient {
  return {
    async request(shop, document, variables) {
      const access = await parts.sessions.forShop(shop.domain);
      if (access.outcome === "parked") {
        return { kind: "parked", cause: "no_token", reason: access.reason };
      }
      if (access.outcome === "unreachable") return { kind: "unknown", reason: access.reason };
      const operation = pricedOperation(document);
      const call = nextCall(operation, parts.urgency);
      const wait = await parts.budget.reserve(shop.id, call);
      if (wait > 0)
        return { kind: "throttled", by: "us", retryAfterMilliseconds: wait, cost: null };
      const reply = await send(parts, access.session, { document, variables });
      await parts.budget.settle(shop.id, spent(call, operation, reply));
      if (reply.kind === "parked" && reply.cause === "token_refused") {
        await parts.sessions.doubt(access.session);
      }
      return reply;
    },
  };
}

interface Call<Document extends Operation> {
  readonly document: Document;
  readonly variables: Variables<Document>;
}

async function send<Document extends Operation>(
  { api, timeoutMilliseconds }: AdminClientParts,
  session: Session,
  { document, variables }: Call<Document>,
): Promise<Reply<Data<Document>>> {
  try {
    const client = new api.clients.Graphql({ session });
    const answer = await client.request<Data<Document>>(document, {
      variables,
      retries: 0,
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    return answered(answer.data as Data<Document>, answer.extensions);
  } catch (error) {
    return classifyFailure(error);
  }
}
