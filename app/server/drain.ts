import type { Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Readiness } from "./readiness.ts";

/**
 * Leaves the service without a failed request: not ready from now on, still
 * answering for as long as balancers need to notice (each answer closes its
 * connection), then no new connections, and the last answers are finished.
 */
export async function drain(server: Server, readiness: Readiness, seconds: number): Promise<void> {
  readiness.drain();
  if (seconds > 0) await pause(seconds * 1000);
  await new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
}
