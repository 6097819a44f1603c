import { gunzip } from "node:zlib";
import { promisify } from "node:util";
import type { Gunzip } from "../../pipeline/ports.ts";

const unpack = promisify(gunzip);

/** Off the main thread, and stopped as soon as the content passes the limit. */
export const systemGunzip: Gunzip = async (bytes, maxBytes) => {
  try {
    return await unpack(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    return isTooLarge(error) ? "too_large" : "malformed";
  }
};

function isTooLarge(error: unknown): boolean {
  return error instanceof RangeError && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
}
