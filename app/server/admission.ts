import { MAX_DELIVERIES, MAX_HELD_BYTES } from "./limits.ts";

/** Bounds what deliveries in work may hold of this process, so that a flood costs answers and not memory. */
export interface Admission {
  /** False where too many are in work; else `leave` must follow. */
  enter(): boolean;
  leave(): void;
  /** False where the bodies in memory would be too many bytes; else `drop` must follow. */
  hold(bytes: number): boolean;
  drop(bytes: number): void;
}

export function admission(): Admission {
  let deliveries = 0;
  let heldBytes = 0;
  return {
    enter() {
      if (deliveries >= MAX_DELIVERIES) return false;
      deliveries += 1;
      return true;
    },
    leave() {
      deliveries -= 1;
    },
    hold(bytes) {
      if (heldBytes + bytes > MAX_HELD_BYTES) return false;
      heldBytes += bytes;
      return true;
    },
    drop(bytes) {
      heldBytes -= bytes;
    },
  };
}
