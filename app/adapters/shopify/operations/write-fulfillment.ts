/**
 * The mutations of a plan's steps. None of them takes `@idempotent`: what
 * makes them happen once is the protocol around them.
 * Where `code` is not selected, the payload's errors are plain `UserError`s
 * that do not have one.
 */
export const CREATE_FULFILLMENT = `#graphql
  mutation CreateFulfillment($fulfillment: FulfillmentInput!) {
    fulfillmentCreate(fulfillment: $fulfillment) {
      fulfillment { id }
      userErrors { field message }
    }
  }
` as const;

export const UPDATE_TRACKING = `#graphql
  mutation UpdateTracking(
    $fulfillmentId: ID!
    $tracking: FulfillmentTrackingInput!
    $notifyCustomer: Boolean!
  ) {
    fulfillmentTrackingInfoUpdate(
      fulfillmentId: $fulfillmentId
      trackingInfoInput: $tracking
      notifyCustomer: $notifyCustomer
    ) {
      fulfillment { id }
      userErrors { field message }
    }
  }
` as const;

export const CREATE_EVENT = `#graphql
  mutation CreateEvent($event: FulfillmentEventInput!) {
    fulfillmentEventCreate(fulfillmentEvent: $event) {
      fulfillmentEvent { id }
      userErrors { field message }
    }
  }
` as const;

export const CANCEL_FULFILLMENT = `#graphql
  mutation CancelFulfillment($id: ID!) {
    fulfillmentCancel(id: $id) {
      fulfillment { id }
      userErrors { field message }
    }
  }
` as const;
