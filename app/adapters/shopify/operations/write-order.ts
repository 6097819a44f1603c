/**
 * Cancels in the background: the answer names a job and how it stands, and the
 * order shows `cancelledAt` when it is cancelled. No refund is made, nothing goes back to
 * stock and nobody is mailed: those are the merchant's decisions.
 */
export const CANCEL_ORDER = `#graphql
  mutation CancelOrder($id: ID!) {
    orderCancel(orderId: $id, reason: OTHER, restock: false, notifyCustomer: false) {
      job { id }
      jobResult { id status errors { field message code } }
      orderCancelUserErrors { field message code }
    }
  }
` as const;
