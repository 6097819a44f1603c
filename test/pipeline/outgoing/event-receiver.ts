import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedEvent {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** A subscriber's own server: takes what comes, and answers as it is told. */
export interface EventReceiver {
  readonly url: string;
  readonly received: ReceivedEvent[];
  /** Statuses of the next answers, one after the other; 204 after them. `never` leaves a request open. */
  answer(...statuses: readonly (number | "never")[]): void;
  header(name: string): string;
  /** Requests that were left open are answered now. */
  letGo(): void;
  close(): void;
}

export async function startEventReceiver(): Promise<EventReceiver> {
  const received: ReceivedEvent[] = [];
  const open = new Set<ServerResponse>();
  let statuses: (number | "never")[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.entries(request.headers).map(
        ([name, value]) => [name, String(value)] as const,
      );
      received.push({ headers, body: Buffer.concat(chunks).toString() });
      const status = statuses.shift() ?? 204;
      if (status === "never") open.add(response);
      else response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${String(port)}/events`,
    received,
    answer: (...next) => {
      statuses = [...next];
    },
    header: (name) => new Map(received.at(-1)?.headers).get(name) ?? "",
    letGo: () => {
      for (const response of open) response.writeHead(204).end();
      open.clear();
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
