import { connect } from "node:net";
import type { Socket } from "node:net";

/** An answer, as far as a sender of webhooks looks at it. */
export interface Answer {
  readonly status: number;
  readonly hasRetryAfter: boolean;
}

export interface Connection {
  /** Sends one request; only when there is none on its way. */
  send(request: Buffer): void;
  readonly isFree: boolean;
  close(): void;
}

export interface ConnectionEvents {
  /** It is open, for the first time or again. */
  readonly onUp?: () => void;
  readonly onAnswer: (answer: Answer) => void;
  /** It broke with a request on its way, and is opened again. */
  readonly onBroken: () => void;
}

const HEAD_END = "\r\n\r\n";

/**
 * One connection that is kept as long as the server keeps it. Raw, because on
 * the same machine whatever the sender costs is missing to what is measured.
 */
export function openConnection(port: number, events: ConnectionEvents): Connection {
  const { onUp, onAnswer, onBroken } = events;
  let socket: Socket;
  let received = "";
  let isBusy = false;
  let isClosed = false;
  let isUp = false;

  function open(): void {
    isUp = false;
    socket = connect({ port, host: "127.0.0.1", noDelay: true });
    socket.on("connect", () => {
      isUp = true;
      onUp?.();
    });
    socket.on("data", read);
    socket.on("error", () => undefined);
    socket.on("close", again);
  }
  function replace(): void {
    socket.off("close", again).destroy();
    open();
  }
  function again(): void {
    const wasBusy = isBusy;
    isBusy = false;
    received = "";
    if (isClosed) return;
    open();
    if (wasBusy) onBroken();
  }
  function read(chunk: Buffer): void {
    received += chunk.toString("latin1");
    const answer = readAnswer(received);
    if (answer === null) return;
    received = "";
    const isAsked = isBusy; // else the server says why it closes a connection that was idle
    isBusy = false;
    if (answer.isLast) replace();
    if (isAsked) onAnswer(answer);
  }

  open();
  return {
    send(request) {
      isBusy = true;
      socket.write(request);
    },
    get isFree() {
      return isUp && !isBusy;
    },
    close() {
      isClosed = true;
      socket.destroy();
    },
  };
}

/** The answer, once all of it is there; `isLast` where the server closes after it. */
function readAnswer(text: string): (Answer & { readonly isLast: boolean }) | null {
  const end = text.indexOf(HEAD_END);
  if (end === -1) return null;
  const head = text.slice(0, end).toLowerCase();
  const length = Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0);
  if (text.length < end + HEAD_END.length + length) return null;
  return {
    status: Number(head.slice(9, 12)),
    hasRetryAfter: head.includes("\r\nretry-after: "),
    isLast: head.includes("\r\nconnection: close"),
  };
}
