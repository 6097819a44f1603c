import type { IntrospectionQuery } from "graphql";

interface NamedMember {
  readonly name: string;
}

interface MutableType {
  readonly name: string;
  fields?: NamedMember[] | null;
  inputFields?: NamedMember[] | null;
  enumValues?: NamedMember[] | null;
}

/** Members that came with a version, as `Type.member`: older versions do not have them. */
const SINCE: Readonly<Record<string, readonly string[]>> = {
  "2026-01": ["QueryRoot.bulkOperation", "QueryRoot.bulkOperations", "OrderInput.phone"],
  "2026-04": [
    "Mutation.fulfillmentOrderReportProgress",
    "FulfillmentOrderAction.REPORT_PROGRESS",
    "WebhookSubscription.name",
    "WebhookSubscriptionInput.name",
  ],
};

/** Takes out of a newer schema what `version` did not have yet (shopify.md 1.0). */
export function applyDelta(raw: IntrospectionQuery, version: string): IntrospectionQuery {
  const missing = Object.entries(SINCE)
    .filter(([since]) => version < since)
    .flatMap(([, members]) => members);
  if (missing.length === 0) return raw;
  // The parsed JSON is ours alone, so it is changed in place.
  for (const type of raw.__schema.types as unknown as MutableType[]) {
    const gone = missing.filter((m) => m.startsWith(`${type.name}.`)).map((m) => m.split(".")[1]);
    if (gone.length === 0) continue;
    const stays = (member: NamedMember): boolean => !gone.includes(member.name);
    if (type.fields) type.fields = type.fields.filter(stays);
    if (type.inputFields) type.inputFields = type.inputFields.filter(stays);
    if (type.enumValues) type.enumValues = type.enumValues.filter(stays);
  }
  return raw;
}
