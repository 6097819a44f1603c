import type { Located } from "./located.ts";
import { compilePath } from "./path.ts";
import type { Reading } from "./reading.ts";
import { walk } from "./walk.ts";

/** What a field may look at: the item, all that it was taken from, and the request around it. */
export interface Scope {
  /** The document first, the item last. */
  readonly chain: readonly [Located, ...Located[]];
  readonly headers: Readonly<Record<string, string>>;
  readonly query: ReadonlyMap<string, string>;
  readonly zone: string | null;
  readonly reading: Reading;
}

export function itemOf({ chain }: Scope): Located {
  return chain.at(-1) ?? chain[0];
}

/** So many levels up from the item; the document where there are fewer. */
export function ancestorOf({ chain }: Scope, up: number): Located {
  return chain[chain.length - 1 - up] ?? chain[0];
}

export function find(path: string, start: Located, reading: Reading): readonly Located[] {
  const compiled = compilePath(path);
  return typeof compiled === "string" ? [] : walk(compiled, start, reading);
}

/** One scope for every item that the paths lead to, each path from the items of the one before. */
export function expand(paths: readonly string[], scope: Scope): readonly Scope[] {
  return paths.reduce<readonly Scope[]>(
    (scopes, path) =>
      scopes.flatMap((outer) =>
        find(path, itemOf(outer), outer.reading).map((item) => ({
          ...outer,
          chain: [...outer.chain, item],
        })),
      ),
    [scope],
  );
}
