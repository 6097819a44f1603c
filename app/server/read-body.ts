import type { BodyRead } from "../pipeline/intake/delivery.ts";
import type { Admission } from "./admission.ts";
import type { Exchange } from "./exchange.ts";

/**
 * Reads the raw bytes of a request, at most `maxBytes`: by the announced
 * length before a byte is read or asked for, and by counting while they come. What it
 * holds of the admission is given back when the answer is out.
 */
export function readBody(
  { request, response, isWaiting }: Exchange,
  maxBytes: number,
  admission: Admission,
): Promise<BodyRead> {
  if (Number(request.headers["content-length"] ?? 0) > maxBytes)
    return Promise.resolve("too_large");
  if (isWaiting) response.writeContinue();
  return new Promise((resolve) => {
    const chunks: Uint8Array[] = [];
    let size = 0;
    let isOver = false;

    function take(chunk: Uint8Array): void {
      if (isOver) return;
      if (size + chunk.length > maxBytes) finish("too_large");
      else if (!admission.hold(chunk.length)) finish("overloaded");
      else {
        size += chunk.length;
        chunks.push(chunk);
      }
    }
    function complete(): void {
      const [only] = chunks;
      finish(chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks, size));
    }
    function truncated(): void {
      finish("truncated");
    }
    function finish(read: BodyRead): void {
      if (isOver) return;
      isOver = true;
      response.once("close", () => {
        admission.drop(size);
      });
      resolve(read);
    }

    request.on("data", take).on("end", complete).on("close", truncated);
  });
}
