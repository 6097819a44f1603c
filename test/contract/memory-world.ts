import { STANDARD_RESPONSE } from "../../app/domain/signature/response-contract.ts";
import { canonicalReference } from "../../app/domain/order-record/canonical-reference.ts";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { uuidV7Ids } from "../../app/adapters/system/ids.ts";
import { inMemoryPorts } from "./in-memory/in-memory.ts";
import type { Store } from "./in-memory/store.ts";
import { SETTINGS } from "./world.ts";
import type { World, WorldSource } from "./world.ts";

/** The in-memory ports under the machine's clock. */
export function memoryWorld(): Promise<World> {
  const ids = uuidV7Ids(systemClock);
  const ports = inMemoryPorts(ids, () => Date.now());
  const { store } = ports;
  const newSource: World["newSource"] = (shopId, role) =>
    Promise.resolve(makeSource(store, shopId, role));
  return Promise.resolve({
    ...ports,
    ids,
    newSource,
    newShop: () => newSource(ids.next(), "oms"),
    setEndpointState: ({ endpointKey, sourceId }, state) => {
      const endpoint = store.endpoints.get(endpointKey);
      if (endpoint !== undefined) store.endpoints.set(endpointKey, { ...endpoint, state });
      for (const task of store.tasks.values()) {
        if (task.sourceId === sourceId && state !== "paused" && task.dueAt === Infinity) {
          task.dueAt = store.now();
        }
      }
      return Promise.resolve();
    },
    stateOf: (_shopId, messageId) => {
      const row = store.interpretations.get(messageId);
      if (row !== undefined) return Promise.resolve({ state: row.state, code: row.reason.code });
      const isRecorded = store.tasks.has(messageId);
      return Promise.resolve(isRecorded ? { state: "recorded", code: "recorded" } : null);
    },
    recordOf: (shopId, reference) => {
      const { kind, value } = canonicalReference(reference);
      const row = [...store.references.values()].find(
        (known) => known.shopId === shopId && known.kind === kind && known.value === value,
      );
      return Promise.resolve(row?.orderRecordId ?? null);
    },
    ledgerSize: (_shopId, id) =>
      Promise.resolve(store.ledger.filter(({ orderRecordId }) => orderRecordId === id).length),
    agreementOf: (_shopId, id) => Promise.resolve(store.records.get(id)?.agreement ?? null),
    duplicatesOf: (_shopId, messageId) =>
      Promise.resolve(store.duplicates.filter((row) => row.messageId === messageId).length),
    statusesOf: ({ sourceId }) =>
      Promise.resolve(
        [...store.statuses.values()]
          .filter((row) => row.sourceId === sourceId)
          .map(({ name, written, meaning, messages, stopped }) => {
            return { name, written, meaning, messages, stopped: stopped.length };
          }),
      ),
    rejections: ({ endpointId }) =>
      Promise.resolve(
        store.rejections
          .filter((row) => row.endpointId === endpointId)
          .map(({ rejection }) => rejection.code),
      ),
    close: () => Promise.resolve(),
  });
}

function makeSource(store: Store, shopId: string, role: "oms" | "wms" | "erp"): WorldSource {
  const source = {
    shopId,
    sourceId: store.ids.next(),
    endpointId: store.ids.next(),
    endpointKey: store.ids.next(),
    secret: `whsec_${Buffer.alloc(32, 7).toString("base64")}`,
    mappingVersionId: store.ids.next(),
  };
  const { sourceId, endpointId, mappingVersionId } = source;
  const { policy, scheme, deduplication, accepts, mapping, statusMap } = SETTINGS;
  store.sources.set(sourceId, { id: sourceId, shopId, role, policy });
  store.mappings.set(sourceId, { id: mappingVersionId, sourceId, version: 1, mapping, statusMap });
  store.endpoints.set(source.endpointKey, {
    shopId,
    sourceId,
    endpointId,
    state: "active",
    scheme,
    secrets: [{ id: store.ids.next(), value: source.secret, expiresAt: null }],
    maxBodyBytes: 1_048_576,
    response: STANDARD_RESPONSE,
    judgedBy: null,
    accepts,
    deduplication,
  });
  return source;
}
