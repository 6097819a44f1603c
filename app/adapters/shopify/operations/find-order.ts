/** Five hits are enough to see that a search is not exact; the name is compared by us. */
export const FIND_ORDERS = `#graphql
  query FindOrders($query: String!) {
    shop { orderNumberFormatPrefix orderNumberFormatSuffix }
    orders(first: 5, query: $query, sortKey: CREATED_AT, reverse: true) {
      nodes { id name tags }
    }
  }
` as const;

export const FIND_ORDER_BY_CUSTOM_ID = `#graphql
  query FindOrderByCustomId($identifier: OrderIdentifierInput!) {
    orderByIdentifier(identifier: $identifier) { id name }
  }
` as const;

export const FIND_ORDER_OF_FULFILLMENT_ORDER = `#graphql
  query FindOrderOfFulfillmentOrder($id: ID!) {
    fulfillmentOrder(id: $id) { orderId }
  }
` as const;
