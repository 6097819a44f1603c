import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";
import { refusal } from "../pipeline/intake/refusal.ts";
import type { Refusal } from "../pipeline/intake/refusal.ts";
import { rawAnswer } from "./answer.ts";
import { REQUEST_MILLISECONDS } from "./limits.ts";

const LINGER_MILLISECONDS = 500;

const TIMED_OUT = refusal(
  "request_timeout",
  "The request did not arrive in time: send its head within 3 and all of it within 5 seconds.",
);
const HEADERS_TOO_LARGE = refusal("headers_too_large", "The headers are too large.");
const MALFORMED = refusal("malformed_request", "This is not a well-formed HTTP/1.1 request.");

/** Answers requests that never became one: broken, too large or too slow heads, and slow bodies. */
export function clientErrors(): {
  /** Remembers the answer in progress on a connection. */
  readonly watch: (socket: Socket, response: ServerResponse) => void;
  readonly answer: (error: Error, socket: Socket) => void;
} {
  const inProgress = new WeakMap<Socket, ServerResponse>();
  const answered = new WeakSet<Socket>();

  function refuse(error: Error, socket: Socket): void {
    if (answered.has(socket)) return;
    answered.add(socket);
    const response = inProgress.get(socket);
    const isMidAnswer = response?.headersSent === true && !response.writableEnded;
    if (!socket.writable || isMidAnswer) {
      socket.destroy();
      return;
    }
    socket.end(rawAnswer(refusalFor(error)));
    setTimeout(() => {
      socket.destroy();
    }, LINGER_MILLISECONDS).unref();
  }

  /** A timer that comes late comes before what has arrived meanwhile: that is read first. */
  function refuseUnlessArrived(error: Error, socket: Socket): void {
    const before = inProgress.get(socket);
    const wantsBody = before?.req.complete === false;
    setImmediate(() => {
      const now = inProgress.get(socket);
      const hasArrived = now !== before || (wantsBody && before.req.complete);
      if (now === undefined || !hasArrived) refuse(error, socket);
      else refuseLater(error, socket, now);
    });
  }

  /** Node watches no more over a request that it gave up once. */
  function refuseLater(error: Error, socket: Socket, response: ServerResponse): void {
    setTimeout(() => {
      if (!response.req.complete && !response.headersSent) refuse(error, socket);
    }, REQUEST_MILLISECONDS).unref();
  }

  return {
    watch(socket, response) {
      inProgress.set(socket, response);
    },
    answer(error, socket) {
      if (isTimeout(error)) refuseUnlessArrived(error, socket);
      else refuse(error, socket);
    },
  };
}

function isTimeout(error: Error): boolean {
  return "code" in error && error.code === "ERR_HTTP_REQUEST_TIMEOUT";
}

function refusalFor(error: Error): Refusal {
  const code = "code" in error ? error.code : undefined;
  if (isTimeout(error)) return TIMED_OUT;
  return code === "HPE_HEADER_OVERFLOW" ? HEADERS_TOO_LARGE : MALFORMED;
}
