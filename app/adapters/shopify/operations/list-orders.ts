/** The state of many orders, the one that changed longest ago first: what changes meanwhile comes again at the end. */
export const LIST_ORDERS = `#graphql
  query ListOrders($query: String!, $after: String) {
    orders(first: 250, after: $after, query: $query, sortKey: UPDATED_AT) {
      pageInfo { hasNextPage endCursor }
      nodes { id name displayFulfillmentStatus cancelledAt }
    }
  }
` as const;
