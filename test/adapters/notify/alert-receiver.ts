import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface ReceivedAlert {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** Whoever alerts are sent to: takes what comes, and answers as it is told. */
export interface AlertReceiver {
  readonly url: string;
  readonly received: ReceivedAlert[];
  answer(status: number): void;
  close(): void;
}

export async function startAlertReceiver(): Promise<AlertReceiver> {
  const received: ReceivedAlert[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.entries(request.headers).map(
        ([name, value]) => [name, String(value)] as const,
      );
      received.push({ headers, body: Buffer.concat(chunks) });
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    url: `http://127.0.0.1:${String(port)}/alerts`,
    received,
    answer: (next) => {
      status = next;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
