/** Which scopes open a field: one of `anyOf`, and all of `allOf`. */
export interface AccessRequirement {
  readonly text: string;
  readonly anyOf: readonly string[];
  readonly allOf: readonly string[];
}

/** Words in back quotes of the access texts that are permissions of a user, not scopes. */
const USER_PERMISSION = /^(manage_|view_|fulfill_and_ship|return_orders|refund_orders|pay_orders)/;

/**
 * Reads the sentence that Shopify's schema gives for a field, for example
 * "`write_orders` access scope or `write_quick_sale` access scope. Also: …".
 * User permissions are not simulated: every user has them all. Null where the
 * sentence names no scope.
 */
export function accessRequirement(text: string, verb: "read" | "write"): AccessRequirement | null {
  const [first = "", also = ""] = text.split(/ Also: /);
  const anyOf = scopesIn(first, verb);
  const allOf = /^Requires (the )?`\w+`( access)? scope/.test(also)
    ? scopesIn(also, verb).slice(0, 1)
    : [];
  return anyOf.length + allOf.length === 0 ? null : { text, anyOf, allOf };
}

function scopesIn(text: string, verb: "read" | "write"): string[] {
  if (!text.includes("scope")) return [];
  const words = [...text.matchAll(/`(\w+)`/g)].map((match) => match[1] ?? "");
  return words
    .filter((word) => !USER_PERMISSION.test(word))
    .map((word) => (/^(read|write|unauthenticated)_/.test(word) ? word : `${verb}_${word}`));
}

export function isGranted(requirement: AccessRequirement, scopes: readonly string[]): boolean {
  const has = (scope: string): boolean => hasScope(scopes, scope);
  return (
    (requirement.anyOf.length === 0 || requirement.anyOf.some(has)) && requirement.allOf.every(has)
  );
}

/** `write_x` includes `read_x`. */
export function hasScope(scopes: readonly string[], scope: string): boolean {
  return scopes.includes(scope) || scopes.includes(scope.replace(/^read_/, "write_"));
}
