import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { createServer as createTcpServer } from "node:net";
import type { AddressInfo, Server, Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A server of a test on 127.0.0.1. */
export interface TestServer {
  readonly port: number;
  /** Connections that were made to it so far. */
  connections(): number;
}

export function httpServer(answer: RequestListener): Promise<TestServer> {
  return started(createServer(answer));
}

export function httpsServer(
  proof: { readonly cert: string; readonly key: string },
  answer: RequestListener,
): Promise<TestServer> {
  return started(createTlsServer(proof, answer));
}

/** Speaks what it likes on each connection. */
export function tcpServer(talk: (socket: Socket) => void): Promise<TestServer> {
  return started(createTcpServer(talk));
}

async function started(server: Server): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let count = 0;
  server.on("connection", (socket: Socket) => {
    count += 1;
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, connections: () => count };
}
