import { BEGINNING } from "../../domain/storefront/bucket.ts";

/** Orders by which a claim may ask too little. */
const SPREAD = 3;

/**
 * How many orders of a shop its bucket has room to begin, as SQL: the domain's
 * `roomToBegin` by the database's clock. Null where nothing is known of the
 * bucket, which the first call changes.
 *
 * One notice wakes all workers, and they see one level before any of them has
 * taken from it. So each leaves some room by chance: with little room mostly
 * one of them begins, and not all, to hold each other up.
 */
export function roomInBucket(shopId: string): string {
  return `(SELECT greatest(0, floor(
      (least(b.maximum, b.available + b.restore_rate
        * greatest(0, extract(epoch FROM clock_timestamp() - b.as_of)))
        - b.maximum * ${String(BEGINNING.left)}) / ${String(BEGINNING.points)}
        - ${String(SPREAD)} * random()))::bigint
    FROM api_budget AS b WHERE b.shop_id = ${shopId})`;
}
