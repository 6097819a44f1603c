/** `remainingFulfillmentOrder` is the piece that was cut off; the original keeps the rest. */
export const SPLIT_FULFILLMENT_ORDER = `#graphql
  mutation SplitFulfillmentOrder($splits: [FulfillmentOrderSplitInput!]!) {
    fulfillmentOrderSplit(fulfillmentOrderSplits: $splits) {
      fulfillmentOrderSplits { remainingFulfillmentOrder { id } }
      userErrors { field message code }
    }
  }
` as const;

export const REPORT_PROGRESS = `#graphql
  mutation ReportProgress($id: ID!) {
    fulfillmentOrderReportProgress(id: $id) {
      fulfillmentOrder { id }
      userErrors { field message code }
    }
  }
` as const;

/** Whole, and with a handle: a second hold under the same handle is refused, so this one is at most once. */
export const PLACE_HOLD = `#graphql
  mutation PlaceHold($id: ID!, $hold: FulfillmentOrderHoldInput!) {
    fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) {
      fulfillmentHold { id }
      userErrors { field message code }
    }
  }
` as const;

/** Without the ids of holds it would release everybody's. */
export const RELEASE_HOLD = `#graphql
  mutation ReleaseHold($id: ID!, $holdIds: [ID!]!) {
    fulfillmentOrderReleaseHold(id: $id, holdIds: $holdIds) {
      fulfillmentOrder { id }
      userErrors { field message code }
    }
  }
` as const;

/** Always mails the customer; the payload has nothing but errors. */
export const PREPARE_PICKUP = `#graphql
  mutation PreparePickup($id: ID!) {
    fulfillmentOrderLineItemsPreparedForPickup(
      input: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: $id }] }
    ) {
      userErrors { field message code }
    }
  }
` as const;

export const OPEN_FULFILLMENT_ORDER = `#graphql
  mutation OpenFulfillmentOrder($id: ID!) {
    fulfillmentOrderOpen(id: $id) {
      fulfillmentOrder { id }
      userErrors { field message }
    }
  }
` as const;
