import { connect } from "node:net";

export interface RawAnswer {
  /** 0 where the connection ended without an answer. */
  readonly status: number;
  readonly head: string;
  readonly body: string;
  /** Everything that came, also interim and pipelined answers. */
  readonly all: string;
}

/**
 * Writes these bytes to a fresh connection and reads until the other side
 * closes it. Requests should ask for `Connection: close`, unless they are such
 * that the server closes by itself.
 */
export async function sendRaw(port: number, bytes: string | Uint8Array): Promise<RawAnswer> {
  return await startRaw(port, bytes).answer;
}

/** At once, as many as this process writes before a receiver of the same process gives up on one of them. */
const WAVE = 100;

/** Many connections that ask and wait; all have asked when this is there. */
export async function sendAll(
  port: number,
  requests: readonly Uint8Array[],
): Promise<readonly Promise<RawAnswer>[]> {
  const answers: Promise<RawAnswer>[] = [];
  for (let at = 0; at < requests.length; at += WAVE) {
    const wave = requests.slice(at, at + WAVE).map((request) => startRaw(port, request));
    await Promise.all(wave.map(({ written }) => written));
    answers.push(...wave.map(({ answer }) => answer));
  }
  return answers;
}

interface Exchange {
  /** The bytes are out, or the connection is over. */
  readonly written: Promise<void>;
  readonly answer: Promise<RawAnswer>;
}

function startRaw(port: number, bytes: string | Uint8Array): Exchange {
  const chunks: Buffer[] = [];
  const socket = connect(port, "127.0.0.1");
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.on("error", () => socket.destroy());
  const answer = new Promise<RawAnswer>((resolve) => {
    socket.on("close", () => {
      resolve(parse(Buffer.concat(chunks).toString("utf8")));
    });
  });
  const written = new Promise<void>((resolve) => {
    socket.on("close", resolve);
    socket.write(bytes, () => {
      resolve();
    });
  });
  return { written, answer };
}

/** Writes these bytes and ends the connection without waiting for an answer. */
export function sendAndLeave(port: number, bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(bytes, () => socket.resetAndDestroy());
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      resolve();
    });
  });
}

function parse(all: string): RawAnswer {
  const end = all.indexOf("\r\n\r\n");
  const head = end === -1 ? all : all.slice(0, end);
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0),
    head,
    body: end === -1 ? "" : all.slice(end + 4),
    all,
  };
}
