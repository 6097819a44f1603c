/* eslint-disable eslint-comments/disable-enable-pair */
/* eslint-disable eslint-comments/no-unlimited-disable */
/* eslint-disable */
import type * as AdminTypes from './admin.types.d.ts';

export type FindOrdersQueryVariables = AdminTypes.Exact<{
  query: AdminTypes.Scalars['String']['input'];
}>;


export type FindOrdersQuery = { shop: Pick<AdminTypes.Shop, 'orderNumberFormatPrefix' | 'orderNumberFormatSuffix'>, orders: { nodes: Array<Pick<AdminTypes.Order, 'id' | 'name' | 'tags'>> } };

export type FindOrderByCustomIdQueryVariables = AdminTypes.Exact<{
  identifier: AdminTypes.OrderIdentifierInput;
}>;


export type FindOrderByCustomIdQuery = { orderByIdentifier?: AdminTypes.Maybe<Pick<AdminTypes.Order, 'id' | 'name'>> };

export type FindOrderOfFulfillmentOrderQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
}>;


export type FindOrderOfFulfillmentOrderQuery = { fulfillmentOrder?: AdminTypes.Maybe<Pick<AdminTypes.FulfillmentOrder, 'orderId'>> };

export type StartFlowMutationVariables = AdminTypes.Exact<{
  handle: AdminTypes.Scalars['String']['input'];
  payload: AdminTypes.Scalars['JSON']['input'];
}>;


export type StartFlowMutation = { flowTriggerReceive?: AdminTypes.Maybe<{ userErrors: Array<Pick<AdminTypes.UserError, 'field' | 'message'>> }> };

export type ListOrdersQueryVariables = AdminTypes.Exact<{
  query: AdminTypes.Scalars['String']['input'];
  after?: AdminTypes.InputMaybe<AdminTypes.Scalars['String']['input']>;
}>;


export type ListOrdersQuery = { orders: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<Pick<AdminTypes.Order, 'id' | 'name' | 'displayFulfillmentStatus' | 'cancelledAt'>> } };

export type WriteOrderFieldsMutationVariables = AdminTypes.Exact<{
  metafields: Array<AdminTypes.MetafieldsSetInput> | AdminTypes.MetafieldsSetInput;
}>;


export type WriteOrderFieldsMutation = { metafieldsSet?: AdminTypes.Maybe<{ metafields?: AdminTypes.Maybe<Array<(
      Pick<AdminTypes.Metafield, 'key' | 'compareDigest'>
      & { owner: Pick<AdminTypes.Order, 'id'> }
    )>>, userErrors: Array<Pick<AdminTypes.MetafieldsSetUserError, 'field' | 'message' | 'code' | 'elementIndex'>> }> };

export type ReadOrderFieldsQueryVariables = AdminTypes.Exact<{
  ids: Array<AdminTypes.Scalars['ID']['input']> | AdminTypes.Scalars['ID']['input'];
}>;


export type ReadOrderFieldsQuery = { nodes: Array<AdminTypes.Maybe<(
    Pick<AdminTypes.Order, 'id'>
    & { metafields: { nodes: Array<Pick<AdminTypes.Metafield, 'key' | 'compareDigest'>> } }
  )>> };

export type DefineOrderFieldMutationVariables = AdminTypes.Exact<{
  definition: AdminTypes.MetafieldDefinitionInput;
}>;


export type DefineOrderFieldMutation = { metafieldDefinitionCreate?: AdminTypes.Maybe<{ createdDefinition?: AdminTypes.Maybe<Pick<AdminTypes.MetafieldDefinition, 'id'>>, userErrors: Array<Pick<AdminTypes.MetafieldDefinitionCreateUserError, 'field' | 'message' | 'code'>> }> };

export type RedefineOrderFieldMutationVariables = AdminTypes.Exact<{
  definition: AdminTypes.MetafieldDefinitionUpdateInput;
}>;


export type RedefineOrderFieldMutation = { metafieldDefinitionUpdate?: AdminTypes.Maybe<{ updatedDefinition?: AdminTypes.Maybe<Pick<AdminTypes.MetafieldDefinition, 'id'>>, userErrors: Array<Pick<AdminTypes.MetafieldDefinitionUpdateUserError, 'field' | 'message' | 'code'>> }> };

export type ReadInstallationQueryVariables = AdminTypes.Exact<{ [key: string]: never; }>;


export type ReadInstallationQuery = { currentAppInstallation: { accessScopes: Array<Pick<AdminTypes.AccessScope, 'handle'>> }, publicApiVersions: Array<Pick<AdminTypes.ApiVersion, 'handle' | 'supported'>> };

export type FulfillmentOrderPageFragment = (
  Pick<AdminTypes.FulfillmentOrder, 'id' | 'status' | 'requestStatus'>
  & { supportedActions: Array<Pick<AdminTypes.FulfillmentOrderSupportedAction, 'action'>>, assignedLocation: (
    Pick<AdminTypes.FulfillmentOrderAssignedLocation, 'name'>
    & { location?: AdminTypes.Maybe<Pick<AdminTypes.Location, 'id'>> }
  ), deliveryMethod?: AdminTypes.Maybe<Pick<AdminTypes.DeliveryMethod, 'methodType'>>, fulfillmentHolds: Array<Pick<AdminTypes.FulfillmentHold, 'id' | 'handle' | 'heldByRequestingApp'>>, lineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
      Pick<AdminTypes.FulfillmentOrderLineItem, 'id' | 'sku' | 'totalQuantity' | 'remainingQuantity'>
      & { lineItem: Pick<AdminTypes.LineItem, 'id'>, variant?: AdminTypes.Maybe<Pick<AdminTypes.ProductVariant, 'barcode'>> }
    )> } }
);

export type ReadOrderQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  withCustomer: AdminTypes.Scalars['Boolean']['input'];
}>;


export type ReadOrderQuery = { order?: AdminTypes.Maybe<(
    Pick<AdminTypes.Order, 'id' | 'name' | 'displayFulfillmentStatus' | 'cancelledAt' | 'closedAt' | 'updatedAt'>
    & { customer?: AdminTypes.Maybe<Pick<AdminTypes.Customer, 'id'>>, fulfillmentOrders: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.FulfillmentOrder, 'id' | 'status' | 'requestStatus'>
        & { supportedActions: Array<Pick<AdminTypes.FulfillmentOrderSupportedAction, 'action'>>, assignedLocation: (
          Pick<AdminTypes.FulfillmentOrderAssignedLocation, 'name'>
          & { location?: AdminTypes.Maybe<Pick<AdminTypes.Location, 'id'>> }
        ), deliveryMethod?: AdminTypes.Maybe<Pick<AdminTypes.DeliveryMethod, 'methodType'>>, fulfillmentHolds: Array<Pick<AdminTypes.FulfillmentHold, 'id' | 'handle' | 'heldByRequestingApp'>>, lineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
            Pick<AdminTypes.FulfillmentOrderLineItem, 'id' | 'sku' | 'totalQuantity' | 'remainingQuantity'>
            & { lineItem: Pick<AdminTypes.LineItem, 'id'>, variant?: AdminTypes.Maybe<Pick<AdminTypes.ProductVariant, 'barcode'>> }
          )> } }
      )> }, fulfillments: Array<(
      Pick<AdminTypes.Fulfillment, 'id' | 'name' | 'status' | 'displayStatus' | 'createdAt'>
      & { location?: AdminTypes.Maybe<Pick<AdminTypes.Location, 'id'>>, trackingInfo: Array<Pick<AdminTypes.FulfillmentTrackingInfo, 'number' | 'company' | 'url'>>, fulfillmentLineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
          Pick<AdminTypes.FulfillmentLineItem, 'quantity'>
          & { lineItem: Pick<AdminTypes.LineItem, 'id'> }
        )> }, fulfillmentOrders: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<Pick<AdminTypes.FulfillmentOrder, 'id'>> }, events: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<Pick<AdminTypes.FulfillmentEvent, 'status' | 'happenedAt' | 'message'>> } }
    )> }
  )> };

export type ReadMoreFulfillmentOrdersQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  after: AdminTypes.Scalars['String']['input'];
}>;


export type ReadMoreFulfillmentOrdersQuery = { order?: AdminTypes.Maybe<{ fulfillmentOrders: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.FulfillmentOrder, 'id' | 'status' | 'requestStatus'>
        & { supportedActions: Array<Pick<AdminTypes.FulfillmentOrderSupportedAction, 'action'>>, assignedLocation: (
          Pick<AdminTypes.FulfillmentOrderAssignedLocation, 'name'>
          & { location?: AdminTypes.Maybe<Pick<AdminTypes.Location, 'id'>> }
        ), deliveryMethod?: AdminTypes.Maybe<Pick<AdminTypes.DeliveryMethod, 'methodType'>>, fulfillmentHolds: Array<Pick<AdminTypes.FulfillmentHold, 'id' | 'handle' | 'heldByRequestingApp'>>, lineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
            Pick<AdminTypes.FulfillmentOrderLineItem, 'id' | 'sku' | 'totalQuantity' | 'remainingQuantity'>
            & { lineItem: Pick<AdminTypes.LineItem, 'id'>, variant?: AdminTypes.Maybe<Pick<AdminTypes.ProductVariant, 'barcode'>> }
          )> } }
      )> } }> };

export type ReadMoreFulfillmentOrderLinesQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  after: AdminTypes.Scalars['String']['input'];
}>;


export type ReadMoreFulfillmentOrderLinesQuery = { fulfillmentOrder?: AdminTypes.Maybe<{ lineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.FulfillmentOrderLineItem, 'id' | 'sku' | 'totalQuantity' | 'remainingQuantity'>
        & { lineItem: Pick<AdminTypes.LineItem, 'id'>, variant?: AdminTypes.Maybe<Pick<AdminTypes.ProductVariant, 'barcode'>> }
      )> } }> };

export type ReadMoreFulfillmentLinesQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  after: AdminTypes.Scalars['String']['input'];
}>;


export type ReadMoreFulfillmentLinesQuery = { fulfillment?: AdminTypes.Maybe<{ fulfillmentLineItems: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<(
        Pick<AdminTypes.FulfillmentLineItem, 'quantity'>
        & { lineItem: Pick<AdminTypes.LineItem, 'id'> }
      )> } }> };

export type ReadMoreFulfillmentSourcesQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  after: AdminTypes.Scalars['String']['input'];
}>;


export type ReadMoreFulfillmentSourcesQuery = { fulfillment?: AdminTypes.Maybe<{ fulfillmentOrders: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<Pick<AdminTypes.FulfillmentOrder, 'id'>> } }> };

export type ReadMoreFulfillmentEventsQueryVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  after: AdminTypes.Scalars['String']['input'];
}>;


export type ReadMoreFulfillmentEventsQuery = { fulfillment?: AdminTypes.Maybe<{ events: { pageInfo: Pick<AdminTypes.PageInfo, 'hasNextPage' | 'endCursor'>, nodes: Array<Pick<AdminTypes.FulfillmentEvent, 'status' | 'happenedAt' | 'message'>> } }> };

export type ReadShopQueryVariables = AdminTypes.Exact<{ [key: string]: never; }>;


export type ReadShopQuery = { shop: Pick<AdminTypes.Shop, 'id' | 'name' | 'myshopifyDomain' | 'ianaTimezone'> };

export type SplitFulfillmentOrderMutationVariables = AdminTypes.Exact<{
  splits: Array<AdminTypes.FulfillmentOrderSplitInput> | AdminTypes.FulfillmentOrderSplitInput;
}>;


export type SplitFulfillmentOrderMutation = { fulfillmentOrderSplit?: AdminTypes.Maybe<{ fulfillmentOrderSplits?: AdminTypes.Maybe<Array<{ remainingFulfillmentOrder: Pick<AdminTypes.FulfillmentOrder, 'id'> }>>, userErrors: Array<Pick<AdminTypes.FulfillmentOrderSplitUserError, 'field' | 'message' | 'code'>> }> };

export type ReportProgressMutationVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
}>;


export type ReportProgressMutation = { fulfillmentOrderReportProgress?: AdminTypes.Maybe<{ fulfillmentOrder?: AdminTypes.Maybe<Pick<AdminTypes.FulfillmentOrder, 'id'>>, userErrors: Array<Pick<AdminTypes.FulfillmentOrderReportProgressUserError, 'field' | 'message' | 'code'>> }> };

export type PlaceHoldMutationVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  hold: AdminTypes.FulfillmentOrderHoldInput;
}>;


export type PlaceHoldMutation = { fulfillmentOrderHold?: AdminTypes.Maybe<{ fulfillmentHold?: AdminTypes.Maybe<Pick<AdminTypes.FulfillmentHold, 'id'>>, userErrors: Array<Pick<AdminTypes.FulfillmentOrderHoldUserError, 'field' | 'message' | 'code'>> }> };

export type ReleaseHoldMutationVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
  holdIds: Array<AdminTypes.Scalars['ID']['input']> | AdminTypes.Scalars['ID']['input'];
}>;


export type ReleaseHoldMutation = { fulfillmentOrderReleaseHold?: AdminTypes.Maybe<{ fulfillmentOrder?: AdminTypes.Maybe<Pick<AdminTypes.FulfillmentOrder, 'id'>>, userErrors: Array<Pick<AdminTypes.FulfillmentOrderReleaseHoldUserError, 'field' | 'message' | 'code'>> }> };

export type PreparePickupMutationVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
}>;


export type PreparePickupMutation = { fulfillmentOrderLineItemsPreparedForPickup?: AdminTypes.Maybe<{ userErrors: Array<Pick<AdminTypes.FulfillmentOrderLineItemsPreparedForPickupUserError, 'field' | 'message' | 'code'>> }> };

export type OpenFulfillmentOrderMutationVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
}>;


export type OpenFulfillmentOrderMutation = { fulfillmentOrderOpen?: AdminTypes.Maybe<{ fulfillmentOrder?: AdminTypes.Maybe<Pick<AdminTypes.FulfillmentOrder, 'id'>>, userErrors: Array<Pick<AdminTypes.UserError, 'field' | 'message'>> }> };

export type CreateFulfillmentMutationVariables = AdminTypes.Exact<{
  fulfillment: AdminTypes.FulfillmentInput;
}>;


export type CreateFulfillmentMutation = { fulfillmentCreate?: AdminTypes.Maybe<{ fulfillment?: AdminTypes.Maybe<Pick<AdminTypes.Fulfillment, 'id'>>, userErrors: Array<Pick<AdminTypes.UserError, 'field' | 'message'>> }> };

export type UpdateTrackingMutationVariables = AdminTypes.Exact<{
  fulfillmentId: AdminTypes.Scalars['ID']['input'];
  tracking: AdminTypes.FulfillmentTrackingInput;
  notifyCustomer: AdminTypes.Scalars['Boolean']['input'];
}>;


export type UpdateTrackingMutation = { fulfillmentTrackingInfoUpdate?: AdminTypes.Maybe<{ fulfillment?: AdminTypes.Maybe<Pick<AdminTypes.Fulfillment, 'id'>>, userErrors: Array<Pick<AdminTypes.UserError, 'field' | 'message'>> }> };

export type CreateEventMutationVariables = AdminTypes.Exact<{
  event: AdminTypes.FulfillmentEventInput;
}>;


export type CreateEventMutation = { fulfillmentEventCreate?: AdminTypes.Maybe<{ fulfillmentEvent?: AdminTypes.Maybe<Pick<AdminTypes.FulfillmentEvent, 'id'>>, userErrors: Array<Pick<AdminTypes.UserError, 'field' | 'message'>> }> };

export type CancelFulfillmentMutationVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
}>;


export type CancelFulfillmentMutation = { fulfillmentCancel?: AdminTypes.Maybe<{ fulfillment?: AdminTypes.Maybe<Pick<AdminTypes.Fulfillment, 'id'>>, userErrors: Array<Pick<AdminTypes.UserError, 'field' | 'message'>> }> };

export type CancelOrderMutationVariables = AdminTypes.Exact<{
  id: AdminTypes.Scalars['ID']['input'];
}>;


export type CancelOrderMutation = { orderCancel?: AdminTypes.Maybe<{ job?: AdminTypes.Maybe<Pick<AdminTypes.Job, 'id'>>, jobResult?: AdminTypes.Maybe<(
      Pick<AdminTypes.OrderCancelJobResult, 'id' | 'status'>
      & { errors: Array<Pick<AdminTypes.OrderCancelUserError, 'field' | 'message' | 'code'>> }
    )>, orderCancelUserErrors: Array<Pick<AdminTypes.OrderCancelUserError, 'field' | 'message' | 'code'>> }> };

interface GeneratedQueryTypes {
  "#graphql\n  query FindOrders($query: String!) {\n    shop { orderNumberFormatPrefix orderNumberFormatSuffix }\n    orders(first: 5, query: $query, sortKey: CREATED_AT, reverse: true) {\n      nodes { id name tags }\n    }\n  }\n": {return: FindOrdersQuery, variables: FindOrdersQueryVariables},
  "#graphql\n  query FindOrderByCustomId($identifier: OrderIdentifierInput!) {\n    orderByIdentifier(identifier: $identifier) { id name }\n  }\n": {return: FindOrderByCustomIdQuery, variables: FindOrderByCustomIdQueryVariables},
  "#graphql\n  query FindOrderOfFulfillmentOrder($id: ID!) {\n    fulfillmentOrder(id: $id) { orderId }\n  }\n": {return: FindOrderOfFulfillmentOrderQuery, variables: FindOrderOfFulfillmentOrderQueryVariables},
  "#graphql\n  query ListOrders($query: String!, $after: String) {\n    orders(first: 250, after: $after, query: $query, sortKey: UPDATED_AT) {\n      pageInfo { hasNextPage endCursor }\n      nodes { id name displayFulfillmentStatus cancelledAt }\n    }\n  }\n": {return: ListOrdersQuery, variables: ListOrdersQueryVariables},
  "#graphql\n  query ReadOrderFields($ids: [ID!]!) {\n    nodes(ids: $ids) {\n      ... on Order {\n        id\n        metafields(first: 10, namespace: \"$app\") { nodes { key compareDigest } }\n      }\n    }\n  }\n": {return: ReadOrderFieldsQuery, variables: ReadOrderFieldsQueryVariables},
  "#graphql\n  query ReadInstallation {\n    currentAppInstallation { accessScopes { handle } }\n    publicApiVersions { handle supported }\n  }\n": {return: ReadInstallationQuery, variables: ReadInstallationQueryVariables},
  "#graphql\n  query ReadOrder($id: ID!, $withCustomer: Boolean!) {\n    order(id: $id) {\n      id\n      name\n      displayFulfillmentStatus\n      customer @include(if: $withCustomer) { id }\n      cancelledAt\n      closedAt\n      updatedAt\n      fulfillmentOrders(first: 4) {\n        pageInfo { hasNextPage endCursor }\n        nodes { ...FulfillmentOrderPage }\n      }\n      fulfillments(first: 250) {\n        id\n        name\n        status\n        displayStatus\n        createdAt\n        location { id }\n        trackingInfo { number company url }\n        fulfillmentLineItems(first: 7) {\n          pageInfo { hasNextPage endCursor }\n          nodes { quantity lineItem { id } }\n        }\n        fulfillmentOrders(first: 2) {\n          pageInfo { hasNextPage endCursor }\n          nodes { id }\n        }\n        events(first: 7) {\n          pageInfo { hasNextPage endCursor }\n          nodes { status happenedAt message }\n        }\n      }\n    }\n  }\n  #graphql\n  fragment FulfillmentOrderPage on FulfillmentOrder {\n    id\n    status\n    requestStatus\n    supportedActions { action }\n    assignedLocation { name location { id } }\n    deliveryMethod { methodType }\n    fulfillmentHolds { id handle heldByRequestingApp }\n    lineItems(first: 7) {\n      pageInfo { hasNextPage endCursor }\n      nodes {\n        id\n        sku\n        totalQuantity\n        remainingQuantity\n        lineItem { id }\n        variant { barcode }\n      }\n    }\n  }\n\n": {return: ReadOrderQuery, variables: ReadOrderQueryVariables},
  "#graphql\n  query ReadMoreFulfillmentOrders($id: ID!, $after: String!) {\n    order(id: $id) {\n      fulfillmentOrders(first: 10, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { ...FulfillmentOrderPage }\n      }\n    }\n  }\n  #graphql\n  fragment FulfillmentOrderPage on FulfillmentOrder {\n    id\n    status\n    requestStatus\n    supportedActions { action }\n    assignedLocation { name location { id } }\n    deliveryMethod { methodType }\n    fulfillmentHolds { id handle heldByRequestingApp }\n    lineItems(first: 7) {\n      pageInfo { hasNextPage endCursor }\n      nodes {\n        id\n        sku\n        totalQuantity\n        remainingQuantity\n        lineItem { id }\n        variant { barcode }\n      }\n    }\n  }\n\n": {return: ReadMoreFulfillmentOrdersQuery, variables: ReadMoreFulfillmentOrdersQueryVariables},
  "#graphql\n  query ReadMoreFulfillmentOrderLines($id: ID!, $after: String!) {\n    fulfillmentOrder(id: $id) {\n      lineItems(first: 250, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes {\n          id\n          sku\n          totalQuantity\n          remainingQuantity\n          lineItem { id }\n          variant { barcode }\n        }\n      }\n    }\n  }\n": {return: ReadMoreFulfillmentOrderLinesQuery, variables: ReadMoreFulfillmentOrderLinesQueryVariables},
  "#graphql\n  query ReadMoreFulfillmentLines($id: ID!, $after: String!) {\n    fulfillment(id: $id) {\n      fulfillmentLineItems(first: 250, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { quantity lineItem { id } }\n      }\n    }\n  }\n": {return: ReadMoreFulfillmentLinesQuery, variables: ReadMoreFulfillmentLinesQueryVariables},
  "#graphql\n  query ReadMoreFulfillmentSources($id: ID!, $after: String!) {\n    fulfillment(id: $id) {\n      fulfillmentOrders(first: 50, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { id }\n      }\n    }\n  }\n": {return: ReadMoreFulfillmentSourcesQuery, variables: ReadMoreFulfillmentSourcesQueryVariables},
  "#graphql\n  query ReadMoreFulfillmentEvents($id: ID!, $after: String!) {\n    fulfillment(id: $id) {\n      events(first: 250, after: $after) {\n        pageInfo { hasNextPage endCursor }\n        nodes { status happenedAt message }\n      }\n    }\n  }\n": {return: ReadMoreFulfillmentEventsQuery, variables: ReadMoreFulfillmentEventsQueryVariables},
  "#graphql\n  query ReadShop {\n    shop { id name myshopifyDomain ianaTimezone }\n  }\n": {return: ReadShopQuery, variables: ReadShopQueryVariables},
}

interface GeneratedMutationTypes {
  "#graphql\n  mutation StartFlow($handle: String!, $payload: JSON!) {\n    flowTriggerReceive(handle: $handle, payload: $payload) {\n      userErrors { field message }\n    }\n  }\n": {return: StartFlowMutation, variables: StartFlowMutationVariables},
  "#graphql\n  mutation WriteOrderFields($metafields: [MetafieldsSetInput!]!) {\n    metafieldsSet(metafields: $metafields) {\n      metafields {\n        key\n        compareDigest\n        owner { ... on Order { id } }\n      }\n      userErrors { field message code elementIndex }\n    }\n  }\n": {return: WriteOrderFieldsMutation, variables: WriteOrderFieldsMutationVariables},
  "#graphql\n  mutation DefineOrderField($definition: MetafieldDefinitionInput!) {\n    metafieldDefinitionCreate(definition: $definition) {\n      createdDefinition { id }\n      userErrors { field message code }\n    }\n  }\n": {return: DefineOrderFieldMutation, variables: DefineOrderFieldMutationVariables},
  "#graphql\n  mutation RedefineOrderField($definition: MetafieldDefinitionUpdateInput!) {\n    metafieldDefinitionUpdate(definition: $definition) {\n      updatedDefinition { id }\n      userErrors { field message code }\n    }\n  }\n": {return: RedefineOrderFieldMutation, variables: RedefineOrderFieldMutationVariables},
  "#graphql\n  mutation SplitFulfillmentOrder($splits: [FulfillmentOrderSplitInput!]!) {\n    fulfillmentOrderSplit(fulfillmentOrderSplits: $splits) {\n      fulfillmentOrderSplits { remainingFulfillmentOrder { id } }\n      userErrors { field message code }\n    }\n  }\n": {return: SplitFulfillmentOrderMutation, variables: SplitFulfillmentOrderMutationVariables},
  "#graphql\n  mutation ReportProgress($id: ID!) {\n    fulfillmentOrderReportProgress(id: $id) {\n      fulfillmentOrder { id }\n      userErrors { field message code }\n    }\n  }\n": {return: ReportProgressMutation, variables: ReportProgressMutationVariables},
  "#graphql\n  mutation PlaceHold($id: ID!, $hold: FulfillmentOrderHoldInput!) {\n    fulfillmentOrderHold(id: $id, fulfillmentHold: $hold) {\n      fulfillmentHold { id }\n      userErrors { field message code }\n    }\n  }\n": {return: PlaceHoldMutation, variables: PlaceHoldMutationVariables},
  "#graphql\n  mutation ReleaseHold($id: ID!, $holdIds: [ID!]!) {\n    fulfillmentOrderReleaseHold(id: $id, holdIds: $holdIds) {\n      fulfillmentOrder { id }\n      userErrors { field message code }\n    }\n  }\n": {return: ReleaseHoldMutation, variables: ReleaseHoldMutationVariables},
  "#graphql\n  mutation PreparePickup($id: ID!) {\n    fulfillmentOrderLineItemsPreparedForPickup(\n      input: { lineItemsByFulfillmentOrder: [{ fulfillmentOrderId: $id }] }\n    ) {\n      userErrors { field message code }\n    }\n  }\n": {return: PreparePickupMutation, variables: PreparePickupMutationVariables},
  "#graphql\n  mutation OpenFulfillmentOrder($id: ID!) {\n    fulfillmentOrderOpen(id: $id) {\n      fulfillmentOrder { id }\n      userErrors { field message }\n    }\n  }\n": {return: OpenFulfillmentOrderMutation, variables: OpenFulfillmentOrderMutationVariables},
  "#graphql\n  mutation CreateFulfillment($fulfillment: FulfillmentInput!) {\n    fulfillmentCreate(fulfillment: $fulfillment) {\n      fulfillment { id }\n      userErrors { field message }\n    }\n  }\n": {return: CreateFulfillmentMutation, variables: CreateFulfillmentMutationVariables},
  "#graphql\n  mutation UpdateTracking(\n    $fulfillmentId: ID!\n    $tracking: FulfillmentTrackingInput!\n    $notifyCustomer: Boolean!\n  ) {\n    fulfillmentTrackingInfoUpdate(\n      fulfillmentId: $fulfillmentId\n      trackingInfoInput: $tracking\n      notifyCustomer: $notifyCustomer\n    ) {\n      fulfillment { id }\n      userErrors { field message }\n    }\n  }\n": {return: UpdateTrackingMutation, variables: UpdateTrackingMutationVariables},
  "#graphql\n  mutation CreateEvent($event: FulfillmentEventInput!) {\n    fulfillmentEventCreate(fulfillmentEvent: $event) {\n      fulfillmentEvent { id }\n      userErrors { field message }\n    }\n  }\n": {return: CreateEventMutation, variables: CreateEventMutationVariables},
  "#graphql\n  mutation CancelFulfillment($id: ID!) {\n    fulfillmentCancel(id: $id) {\n      fulfillment { id }\n      userErrors { field message }\n    }\n  }\n": {return: CancelFulfillmentMutation, variables: CancelFulfillmentMutationVariables},
  "#graphql\n  mutation CancelOrder($id: ID!) {\n    orderCancel(orderId: $id, reason: OTHER, restock: false, notifyCustomer: false) {\n      job { id }\n      jobResult { id status errors { field message code } }\n      orderCancelUserErrors { field message code }\n    }\n  }\n": {return: CancelOrderMutation, variables: CancelOrderMutationVariables},
}
declare module '@shopify/admin-api-client' {
  type InputMaybe<T> = AdminTypes.InputMaybe<T>;
  interface AdminQueries extends GeneratedQueryTypes {}
  interface AdminMutations extends GeneratedMutationTypes {}
}
