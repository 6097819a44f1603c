import { Kind, parse } from "graphql";
import { expect, it } from "vitest";
import {
  operationName,
  pricedOperation,
} from "../../../app/adapters/shopify/admin/operation-cost.ts";
import { BEGINNING } from "../../../app/domain/storefront/bucket.ts";
import { API_VERSION } from "../../../app/adapters/shopify/api-version.ts";
import * as find from "../../../app/adapters/shopify/operations/find-order.ts";
import * as fields from "../../../app/adapters/shopify/operations/order-fields.ts";
import * as flow from "../../../app/adapters/shopify/operations/flow.ts";
import * as installation from "../../../app/adapters/shopify/operations/read-installation.ts";
import * as list from "../../../app/adapters/shopify/operations/list-orders.ts";
import * as read from "../../../app/adapters/shopify/operations/read-order.ts";
import * as shop from "../../../app/adapters/shopify/operations/read-shop.ts";
import * as writeOrder from "../../../app/adapters/shopify/operations/write-fulfillment-order.ts";
import * as writeOrders from "../../../app/adapters/shopify/operations/write-order.ts";
import * as write from "../../../app/adapters/shopify/operations/write-fulfillment.ts";
import { requestedCost } from "../../sandbox/shopify/graphql/requested-cost.ts";
import { adminSchema } from "../../sandbox/shopify/graphql/schema.ts";

const DOCUMENTS = Object.values({
  ...fields,
  ...find,
  ...installation,
  ...flow,
  ...list,
  ...read,
  ...shop,
  ...write,
  ...writeOrder,
  ...writeOrders,
});

it.each(DOCUMENTS.map((document) => [operationName(document), document] as const))(
  "%s is reserved at what Shopify asks for it",
  (_name, text) => {
    const { schema } = adminSchema(API_VERSION);
    const document = parse(text);
    const operation = document.definitions.find((d) => d.kind === Kind.OPERATION_DEFINITION);
    const fragments = document.definitions.filter((d) => d.kind === Kind.FRAGMENT_DEFINITION);
    if (operation === undefined) throw new Error("a document without an operation");
    const input = {
      schema,
      variables: {},
      fragments: new Map(fragments.map((fragment) => [fragment.name.value, fragment])),
    };
    const cost = requestedCost(input, operation);
    expect(pricedOperation(text)).toEqual({ kind: operation.operation, requestedCost: cost });
    expect(cost).toBeLessThanOrEqual(BEGINNING.points);
  },
);
