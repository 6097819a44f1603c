/** Starts the workflows of the shop that begin with this trigger; how many those are is not told. */
export const START_FLOW = `#graphql
  mutation StartFlow($handle: String!, $payload: JSON!) {
    flowTriggerReceive(handle: $handle, payload: $payload) {
      userErrors { field message }
    }
  }
` as const;
