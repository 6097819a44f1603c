import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  randomBytes,
  randomFillSync,
} from "node:crypto";
import type { KeyObject } from "node:crypto";
import type { DataKey, SealedPlace, Sealing } from "../../pipeline/ports.ts";
import { SealBroken } from "./seal-broken.ts";

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 1 + IV_BYTES + TAG_BYTES;
/** The first sealed byte, so that another form can follow one day. */
const FORM = 1;

/**
 * Seals with AES-256-GCM under the installation's keys, the current one first;
 * the others still open what they wrapped. Each key is 32 bytes.
 *
 * A sealed text is form, IV (96 random bits: good for 2^32 texts a key), tag
 * and ciphertext. The place is bound in as associated data, so that a
 * ciphertext opens in its own row alone.
 */
export function sealing(keys: readonly Uint8Array[]): Sealing {
  const named = new Map(keys.map((key) => [keyIdOf(key), createSecretKey(key)]));
  const [current] = named.keys();
  if (current === undefined) throw new RangeError("sealing needs a key");
  const keyNamed = (keyId: string): KeyObject => {
    const key = named.get(keyId);
    if (key === undefined) throw new SealBroken(`no key ${keyId} to unwrap a data key with`);
    return key;
  };
  const wrap = (shopId: string, dataKey: Uint8Array) => ({
    keyId: current,
    wrapped: seal(keyNamed(current), wrapPlace(shopId, current), dataKey),
  });
  const unwrap: (shopId: string, key: { keyId: string; wrapped: Uint8Array }) => Uint8Array = (
    shopId,
    key,
  ) => open(keyNamed(key.keyId), wrapPlace(shopId, key.keyId), key.wrapped);

  return {
    keyId: current,
    newKey: (shopId) => wrap(shopId, randomBytes(KEY_BYTES)),
    unwrap: (shopId, key) => dataKey(unwrap(shopId, key)),
    rewrap: (shopId, key) => wrap(shopId, unwrap(shopId, key)),
  };
}

function dataKey(bytes: Uint8Array): DataKey {
  const key = createSecretKey(bytes);
  return {
    seal: (place, bytes) => seal(key, place, bytes),
    open: (place, sealed) => open(key, place, sealed),
  };
}

/** Names a key without telling it. */
function keyIdOf(key: Uint8Array): string {
  if (key.length !== KEY_BYTES) throw new RangeError("a sealing key has 32 bytes");
  return createHash("sha256").update("handoff key id").update(key).digest("hex").slice(0, 16);
}

function wrapPlace(shopId: string, keyId: string): SealedPlace {
  return { table: "shop_key", column: "wrapped", shopId, rowId: keyId };
}

function seal(key: KeyObject, place: SealedPlace, bytes: Uint8Array): Uint8Array {
  const iv = nextIv();
  const cipher = createCipheriv("aes-256-gcm", key, iv).setAAD(associatedData(place));
  const body = cipher.update(bytes);
  cipher.final();
  return Buffer.concat([Buffer.of(FORM), iv, cipher.getAuthTag(), body]);
}

function open(key: KeyObject, place: SealedPlace, sealed: Uint8Array): Uint8Array {
  if (sealed[0] !== FORM || sealed.length < HEADER_BYTES) {
    throw new SealBroken(`not a sealed text: ${place.table}.${place.column}`);
  }
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES })
    .setAAD(associatedData(place))
    .setAuthTag(sealed.subarray(1 + IV_BYTES, HEADER_BYTES));
  try {
    const bytes = decipher.update(sealed.subarray(HEADER_BYTES));
    decipher.final();
    return bytes;
  } catch (cause) {
    throw new SealBroken(`cannot open ${place.table}.${place.column}`, { cause });
  }
}

/** One call for many: to ask for 12 random bytes costs as much as to ask for thousands. */
const ivs = Buffer.alloc(256 * IV_BYTES);
let usedIvBytes = ivs.length;

/** Never given out twice. */
function nextIv(): Uint8Array {
  if (usedIvBytes === ivs.length) {
    randomFillSync(ivs);
    usedIvBytes = 0;
  }
  usedIvBytes += IV_BYTES;
  return Buffer.from(ivs.subarray(usedIvBytes - IV_BYTES, usedIvBytes));
}

function associatedData({ table, column, shopId, rowId }: SealedPlace): Uint8Array {
  return Buffer.from(`${table}|${column}|${shopId}|${rowId}`);
}
