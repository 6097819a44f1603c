/** What an extension asks for. */
export type ExtensionAddress =
  | { readonly kind: "customer_status"; readonly orderId: string }
  | { readonly kind: "staff_status"; readonly orderId: string }
  | { readonly kind: "look_again"; readonly orderId: string }
  | { readonly kind: "replay"; readonly orderId: string }
  | { readonly kind: "run"; readonly runId: string };

export const EXTENSION_PREFIX = "/extensions/";

const ORDER = /^orders\/(\d{1,20})\/status$/;
const STAFF_ORDER = /^admin\/orders\/(\d{1,20})(?:\/(look-again|replay))?$/;
const RUN = /^admin\/runs\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Reads an address under `/extensions/`, as sent; null where there is nothing. An order is named by the number in its gid. */
export function extensionAddress(path: string): ExtensionAddress | null {
  const rest = path.slice(EXTENSION_PREFIX.length);
  const order = ORDER.exec(rest)?.[1];
  if (order !== undefined) return { kind: "customer_status", orderId: gid(order) };
  const runId = RUN.exec(rest)?.[1];
  if (runId !== undefined) return { kind: "run", runId };
  const [, number, act] = STAFF_ORDER.exec(rest) ?? [];
  if (number === undefined) return null;
  return { kind: STAFF_ACTS[act ?? ""] ?? "staff_status", orderId: gid(number) };
}

const STAFF_ACTS: Readonly<Record<string, "look_again" | "replay">> = {
  "look-again": "look_again",
  replay: "replay",
};

/** The one way in which the method and the address go together. */
export function methodOf({ kind }: ExtensionAddress): "GET" | "POST" {
  return kind === "look_again" || kind === "replay" ? "POST" : "GET";
}

function gid(number: string): string {
  return `gid://shopify/Order/${number}`;
}
