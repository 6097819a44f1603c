/**
 * Reads of an order. First pages are small, because Shopify charges for the
 * page that is asked for and most orders have one fulfillment order with few
 * lines; what does not fit is read by the `ReadMore…` queries, page by page.
 *
 * `heldByApp` is never selected: without `read_apps` it turns a good answer
 * into one with errors.
 */
const FULFILLMENT_ORDER_PAGE = `#graphql
  fragment FulfillmentOrderPage on FulfillmentOrder {
    id
    status
    requestStatus
    supportedActions { action }
    assignedLocation { name location { id } }
    deliveryMethod { methodType }
    fulfillmentHolds { id handle heldByRequestingApp }
    lineItems(first: 7) {
      pageInfo { hasNextPage endCursor }
      nodes {
        id
        sku
        totalQuantity
        remainingQuantity
        lineItem { id }
        variant { barcode }
      }
    }
  }
` as const;

export const READ_ORDER = `#graphql
  query ReadOrder($id: ID!, $withCustomer: Boolean!) {
    order(id: $id) {
      id
      name
      displayFulfillmentStatus
      customer @include(if: $withCustomer) { id }
      cancelledAt
      closedAt
      updatedAt
      fulfillmentOrders(first: 4) {
        pageInfo { hasNextPage endCursor }
        nodes { ...FulfillmentOrderPage }
      }
      fulfillments(first: 250) {
        id
        name
        status
        displayStatus
        createdAt
        location { id }
        trackingInfo { number company url }
        fulfillmentLineItems(first: 7) {
          pageInfo { hasNextPage endCursor }
          nodes { quantity lineItem { id } }
        }
        fulfillmentOrders(first: 2) {
          pageInfo { hasNextPage endCursor }
          nodes { id }
        }
        events(first: 7) {
          pageInfo { hasNextPage endCursor }
          nodes { status happenedAt message }
        }
      }
    }
  }
  ${FULFILLMENT_ORDER_PAGE}
` as const;

export const READ_MORE_FULFILLMENT_ORDERS = `#graphql
  query ReadMoreFulfillmentOrders($id: ID!, $after: String!) {
    order(id: $id) {
      fulfillmentOrders(first: 10, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { ...FulfillmentOrderPage }
      }
    }
  }
  ${FULFILLMENT_ORDER_PAGE}
` as const;

export const READ_MORE_FULFILLMENT_ORDER_LINES = `#graphql
  query ReadMoreFulfillmentOrderLines($id: ID!, $after: String!) {
    fulfillmentOrder(id: $id) {
      lineItems(first: 250, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id
          sku
          totalQuantity
          remainingQuantity
          lineItem { id }
          variant { barcode }
        }
      }
    }
  }
` as const;

export const READ_MORE_FULFILLMENT_LINES = `#graphql
  query ReadMoreFulfillmentLines($id: ID!, $after: String!) {
    fulfillment(id: $id) {
      fulfillmentLineItems(first: 250, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { quantity lineItem { id } }
      }
    }
  }
` as const;

export const READ_MORE_FULFILLMENT_SOURCES = `#graphql
  query ReadMoreFulfillmentSources($id: ID!, $after: String!) {
    fulfillment(id: $id) {
      fulfillmentOrders(first: 50, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { id }
      }
    }
  }
` as const;

export const READ_MORE_FULFILLMENT_EVENTS = `#graphql
  query ReadMoreFulfillmentEvents($id: ID!, $after: String!) {
    fulfillment(id: $id) {
      events(first: 250, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes { status happenedAt message }
      }
    }
  }
` as const;
