import { timeMatcher, type Searchable } from "../graphql/search.ts";
import { gidNumber } from "../store/ids.ts";
import type { FulfillmentOrder } from "../store/types.ts";

export const fulfillmentOrderSearch: Searchable<FulfillmentOrder> = {
  fields: {
    id: (one, { value }) => gidNumber(one.id) === gidNumber(value),
    status: (one, { value }) => one.status === value.toUpperCase(),
    request_status: (one, { value }) => one.requestStatus === value.toUpperCase(),
    assigned_location_id: (one, { value }) => gidNumber(one.locationId) === gidNumber(value),
    created_at: timeMatcher((one) => one.createdAt),
    updated_at: timeMatcher((one) => one.updatedAt),
  },
  text: () => [],
};
