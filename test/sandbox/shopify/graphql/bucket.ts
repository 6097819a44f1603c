import { RESTORE_RATE } from "../store/shop.ts";
import type { AccessToken, World } from "../store/world.ts";

export interface BucketState {
  readonly maximum: number;
  readonly available: number;
  readonly restoreRate: number;
}

const SECONDS_IN_BUCKET = 20;

/** The bucket of one app in one shop, refilled up to now. */
export function bucketOf(world: World, token: AccessToken): BucketState {
  const restoreRate = RESTORE_RATE[world.shops.get(token.shopDomain)?.plan ?? "standard"];
  const maximum = restoreRate * SECONDS_IN_BUCKET;
  const key = `${token.shopDomain} ${token.clientId}`;
  const now = world.now();
  const bucket = world.buckets.get(key) ?? { available: maximum, updatedAt: now };
  const restored = (Math.max(0, now - bucket.updatedAt) / 1_000) * restoreRate;
  const available = Math.min(maximum, bucket.available + restored);
  world.buckets.set(key, { available, updatedAt: now });
  return { maximum, available, restoreRate };
}

export function charge(world: World, token: AccessToken, cost: number): BucketState {
  const state = bucketOf(world, token);
  const available = state.available - cost;
  world.buckets.set(`${token.shopDomain} ${token.clientId}`, { available, updatedAt: world.now() });
  return { ...state, available };
}
