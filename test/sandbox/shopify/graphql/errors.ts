import { GraphQLError } from "graphql";

/** A top-level error with Shopify's `extensions.code`; the field becomes null. */
export function topLevelError(message: string, code: string | null): GraphQLError {
  return new GraphQLError(message, code === null ? {} : { extensions: { code } });
}

/** Shopify's answer to an id of a wrong type or of number 0. */
export function invalidId(id: string): GraphQLError {
  return topLevelError(`Invalid id: ${id}`, "RESOURCE_NOT_FOUND");
}

/** The simulator was asked for something that it does not know. Never Shopify's own answer. */
export function notSimulated(what: string): GraphQLError {
  return new GraphQLError(`The simulator does not simulate ${what}.`, {
    extensions: { code: "NOT_SIMULATED" },
  });
}

export function accessDenied(field: string, requiredAccess: string): GraphQLError {
  return new GraphQLError(`Access denied for ${field} field. Required access: ${requiredAccess}`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess,
    },
  });
}
