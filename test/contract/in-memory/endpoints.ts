import type { Endpoints } from "../../../app/pipeline/ports.ts";
import type { Store } from "./store.ts";

const KEPT_DELIVERIES = 20;

export function inMemoryEndpoints(store: Store): Endpoints {
  return {
    noteSecretUse: () => Promise.resolve(),
    find: (key) => Promise.resolve(store.endpoints.get(key) ?? null),
    findNow: (key) => Promise.resolve(store.endpoints.get(key) ?? null),
    noteRejection: ({ endpointId }, rejection) => {
      store.rejections.push({ endpointId, rejection });
      const ring = store.rejections.filter((row) => row.endpointId === endpointId);
      for (const old of ring.slice(0, -KEPT_DELIVERIES)) {
        store.rejections.splice(store.rejections.indexOf(old), 1);
      }
      return Promise.resolve();
    },
  };
}
