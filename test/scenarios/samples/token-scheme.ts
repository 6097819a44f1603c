import type { SignatureScheme } from "../../../app/domain/signature/scheme.ts";

/** For systems that send a secret as it is. */
export function tokenScheme(from: "header" | "query", name: string): SignatureScheme {
  return { kind: "token", place: { from, name, syntax: { kind: "raw" } } };
}
