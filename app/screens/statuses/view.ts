import type { StatusLine } from "../../domain/mapping/status-lines.ts";
import type { Policy } from "../../domain/plan/policy.ts";
import type { SourceRole } from "../../domain/source/source-role.ts";

/** A source's status map while it is looked at and edited. */
export interface StatusPage {
  readonly source: { readonly id: string; readonly name: string; readonly role: SourceRole };
  readonly policy: Policy;
  /** The version in force; null where none is published. */
  readonly version: number | null;
  readonly lines: readonly StatusLine[];
}
