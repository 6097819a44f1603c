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

export const OPEN_FULFILLMENT_ORDER = `#graphql
  mutation OpenFulfillmentOrder($id: ID!) {
    fulfillmentOrderOpen(id: $id) {
      fulfillmentOrder { id }
      userErrors { field message }
    }
  }
` as const;
