import { Transform } from "node:stream";

/**
 * Leaves out bytes of zero. React 18 sends them where a letter of several
 * bytes does not fit into the end of a buffer, and browsers show each as a
 * replacement character; no document of ours has one of its own.
 */
export function withoutNul(): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, chunk.includes(0) ? Buffer.from(chunk.filter((byte) => byte !== 0)) : chunk);
    },
  });
}
