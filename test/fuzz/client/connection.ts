import { connect } from "node:net";
import type { Socket } from "node:net";
import { AnswerReader } from "./answer-reader.ts";
import type { Answer } from "./answer-reader.ts";

/** A kept connection on which requests travel without waiting for the answers before them. */
export interface Connection {
  /** Null where the connection ended before the answer. */
  send(request: Buffer): Promise<Answer | null>;
  readonly isOpen: boolean;
  close(): void;
}

export function openConnection(port: number): Connection {
  const socket = connect({ port, host: "127.0.0.1", noDelay: true });
  const line: ((answer: Answer | null) => void)[] = [];
  let isOpen = true;
  const end = () => {
    isOpen = false;
    socket.destroy();
    for (const resolve of line.splice(0)) resolve(null);
  };
  listen(socket, {
    answer: (answer) => {
      line.shift()?.(answer);
      if (answer.isLast) end();
    },
    end,
  });
  return {
    send(request) {
      if (!isOpen) return Promise.resolve(null);
      return new Promise((resolve) => {
        line.push(resolve);
        socket.write(request);
      });
    },
    get isOpen() {
      return isOpen;
    },
    close: end,
  };
}

function listen(
  socket: Socket,
  to: { readonly answer: (answer: Answer) => void; readonly end: () => void },
): void {
  const reader = new AnswerReader();
  socket.on("data", (bytes) => {
    reader.take(bytes).forEach(to.answer);
  });
  socket.on("error", to.end);
  socket.on("close", to.end);
}

/** Sends one request on a connection of its own and says no more; null where nobody answers within the patience. */
export async function sendAlone(
  port: number,
  request: Buffer,
  patienceMilliseconds: number,
): Promise<Answer | null> {
  const connection = openConnection(port);
  const timer = setTimeout(() => {
    connection.close();
  }, patienceMilliseconds);
  const answer = await connection.send(request);
  clearTimeout(timer);
  connection.close();
  return answer;
}
