import { textOf } from "../http/text.ts";
import { answer } from "../graphql/answer.ts";
import type { Shop } from "../store/shop.ts";
import type { Order } from "../store/types.ts";
import type { Control } from "./api.ts";
import { merchantToken } from "./merchant-token.ts";
import { orderNamed, orderView } from "./views.ts";

type Json = Readonly<Record<string, unknown>>;

interface Act {
  readonly order: string;
  readonly act: string;
  readonly input: Json;
}

interface Mutation {
  readonly query: string;
  readonly variables: Json;
}

/** What a merchant does to an order by hand, as the mutations that the admin would send. */
const ACTS: Readonly<Record<string, (order: Order, input: Json) => Mutation[]>> = {
  fulfill: (order, input) => fulfilments(order, input),
  hold: (order) =>
    open(order).map(({ id }) => ({
      query: `mutation Hold($id: ID!, $hold: FulfillmentOrderHoldInput!) {
        fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) { userErrors { message } } }`,
      variables: { id, hold: { reason: "OTHER", reasonNotes: "Held by the merchant" } },
    })),
  release: (order) =>
    order.fulfillmentOrders
      .filter((one) => one.status === "ON_HOLD")
      .map(({ id }) => ({
        query: `mutation Release($id: ID!) {
        fulfillmentOrderReleaseHold(id: $id) { userErrors { message } } }`,
        variables: { id },
      })),
  cancel: (order) => [
    {
      query: `mutation Cancel($id: ID!) {
        orderCancel(orderId: $id, reason: CUSTOMER, restock: true, notifyCustomer: true) {
          userErrors { message } } }`,
      variables: { id: order.id },
    },
  ],
  "cancel-fulfillments": (order) =>
    order.fulfillments
      .filter((one) => one.status === "SUCCESS")
      .map(({ id }) => ({
        query: `mutation CancelFulfillment($id: ID!) { fulfillmentCancel(id: $id) { userErrors { message } } }`,
        variables: { id },
      })),
  archive: (order) => [
    {
      query: `mutation Close($id: ID!) { orderClose(input: {id: $id}) { userErrors { message } } }`,
      variables: { id: order.id },
    },
  ],
};

const MERCHANT_ACTS = Object.keys(ACTS);

export function merchantActs(
  control: Control,
  shop: Shop,
  { order: name, act, input }: Act,
): unknown {
  const order = orderNamed(shop, name);
  const mutations = ACTS[act]?.(order, input);
  if (mutations === undefined) throw new Error(`act must be one of ${MERCHANT_ACTS.join(", ")}`);
  for (const { query, variables } of mutations) perform(control, shop, { query, variables });
  return orderView(shop, order.id);
}

function open(order: Order): Order["fulfillmentOrders"] {
  return order.fulfillmentOrders.filter((one) => ["OPEN", "IN_PROGRESS"].includes(one.status));
}

function fulfilments(order: Order, input: Json): Mutation[] {
  const number = input["trackingNumber"];
  const trackingInfo =
    typeof number === "string" && number !== ""
      ? { number, company: textOf(input["trackingCompany"], "Other") }
      : null;
  return open(order).map(({ id }) => ({
    query: `mutation Fulfil($fulfillment: FulfillmentInput!) {
      fulfillmentCreate(fulfillment: $fulfillment) { userErrors { message } } }`,
    variables: {
      fulfillment: {
        lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: id }],
        notifyCustomer: input["notifyCustomer"] === true,
        ...(trackingInfo === null ? {} : { trackingInfo }),
      },
    },
  }));
}

function perform(control: Control, shop: Shop, { query, variables }: Mutation): void {
  const { body, emitted } = answer(control.world, {
    token: merchantToken(shop),
    version: "2026-10",
    query,
    operationName: null,
    variables,
    fault: null,
  });
  if (body["errors"] !== undefined) throw new Error(JSON.stringify(body["errors"]));
  for (const { topic, payload } of emitted) control.webhooks.emit(shop, topic, payload());
}
