/** All of a call are written, or none; the answer names whose each is. */
export const WRITE_ORDER_FIELDS = `#graphql
  mutation WriteOrderFields($metafields: [MetafieldsSetInput!]!) {
    metafieldsSet(metafields: $metafields) {
      metafields {
        key
        compareDigest
        owner { ... on Order { id } }
      }
      userErrors { field message code elementIndex }
    }
  }
` as const;

export const READ_ORDER_FIELDS = `#graphql
  query ReadOrderFields($ids: [ID!]!) {
    nodes(ids: $ids) {
      ... on Order {
        id
        metafields(first: 10, namespace: "$app") { nodes { key compareDigest } }
      }
    }
  }
` as const;

export const DEFINE_ORDER_FIELD = `#graphql
  mutation DefineOrderField($definition: MetafieldDefinitionInput!) {
    metafieldDefinitionCreate(definition: $definition) {
      createdDefinition { id }
      userErrors { field message code }
    }
  }
` as const;

/** What a definition is called and who may read it; its type stays as it was made. */
export const REDEFINE_ORDER_FIELD = `#graphql
  mutation RedefineOrderField($definition: MetafieldDefinitionUpdateInput!) {
    metafieldDefinitionUpdate(definition: $definition) {
      updatedDefinition { id }
      userErrors { field message code }
    }
  }
` as const;
