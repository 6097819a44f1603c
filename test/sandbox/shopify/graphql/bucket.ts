import { RESTORE_RATE } from "../store/shop.ts";
import type { BucketOwner, World } from "../store/world.ts";

export interface BucketState {
  readonly maximum: number;
  readonly available: number;
  readonly restoreRate: number;
}

const SECONDS_IN_BUCKET = 20;

/** The admin itself calls as this client; no app's limit is its own. */
export const ADMIN_CLIENT = "merchant";

/** The bucket of one app in one shop, refilled up to now. */
export function bucketOf(world: World, owner: BucketOwner): BucketState {
  const restoreRate = RESTORE_RATE[world.shops.get(owner.shopDomain)?.plan ?? "standard"];
  const maximum = restoreRate * SECONDS_IN_BUCKET;
  const key = `${owner.shopDomain} ${owner.clientId}`;
  const now = world.now();
  const bucket = world.buckets.get(key) ?? { available: maximum, updatedAt: now };
  const restored = (Math.max(0, now - bucket.updatedAt) / 1_000) * restoreRate;
  const available = Math.min(maximum, bucket.available + restored);
  world.buckets.set(key, { available, updatedAt: now });
  return { maximum, available, restoreRate };
}

export function charge(world: World, owner: BucketOwner, cost: number): BucketState {
  const state = bucketOf(world, owner);
  world.countCall(owner, cost);
  if (owner.clientId === ADMIN_CLIENT) return state;
  const available = state.available - cost;
  world.buckets.set(`${owner.shopDomain} ${owner.clientId}`, { available, updatedAt: world.now() });
  return { ...state, available };
}
