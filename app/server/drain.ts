import type { Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Connections } from "./connections.ts";
import { REQUEST_MILLISECONDS } from "./limits.ts";
import type { Readiness } from "./readiness.ts";

/** What leaves the service. */
export interface Leaving {
  readonly server: Server;
  readonly connections: Connections;
  readonly readiness: Readiness;
}

/**
 * Leaves the service without a failed request: not ready from now on, still
 * answering for as long as balancers need to notice (each answer closes its
 * connection), then no new connections, and the last answers are finished.
 *
 * A server that is closing no longer looks after slow senders, so this does:
 * who was silent for as long as a whole request may take is not waited for.
 *
 * @param seconds for balancers to notice
 */
export async function drain(
  { server, connections, readiness }: Leaving,
  seconds: number,
): Promise<void> {
  readiness.drain();
  connections.closeAfterAnswers();
  if (seconds > 0) await pause(seconds * 1000);
  const patience = setTimeout(() => {
    connections.endUnasked();
  }, REQUEST_MILLISECONDS);
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
  clearTimeout(patience);
}
