import { z } from "zod";
import { PolicyUnreadable } from "./policy-unreadable.ts";
import { policySchema, type Policy } from "./policy.ts";

/** How a policy was saved while one rule stood for all mails. */
const singleRule = z.looseObject({ notifyCustomer: z.enum(["always", "never"]) });

/**
 * A policy as it was stored, also by an older version: what is absent takes
 * its default, and the one rule for mails becomes that of shipments.
 * Throws `PolicyUnreadable` for anything else.
 */
export function readPolicy(stored: unknown): Policy {
  const parsed = policySchema.safeParse(inTodaysForm(stored));
  if (!parsed.success) throw new PolicyUnreadable(z.prettifyError(parsed.error));
  return parsed.data;
}

function inTodaysForm(stored: unknown): unknown {
  const old = singleRule.safeParse(stored);
  if (!old.success) return stored;
  const { notifyCustomer, ...rest } = old.data;
  return { notices: { shipped: notifyCustomer }, ...rest };
}
