import type { Server } from "node:http";
import { AppError } from "../domain/app-error.ts";

/** The address is not free. */
class PortTaken extends AppError {
  override readonly name = "PortTaken";
  readonly code = "port_taken";
  readonly retryable = false;
}

/** Resolves with the port, which was chosen by the system where 0 is given. Throws `PortTaken`. */
export function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      const isTaken = "code" in error && error.code === "EADDRINUSE";
      const message = `port ${String(port)} is taken: stop what listens there, or set PORT to another`;
      reject(isTaken ? new PortTaken(message, { cause: error }) : error);
    });
    server.listen({ host, port, backlog: BACKLOG }, () => {
      const address = server.address();
      resolve(address === null || typeof address === "string" ? port : address.port);
    });
  });
}

/** Connections that may wait to be accepted: a thousand senders come at once. */
const BACKLOG = 2048;
