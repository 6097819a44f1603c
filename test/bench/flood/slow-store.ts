import { once } from "node:events";
import { connect, createServer } from "node:net";
import type { AddressInfo, Socket } from "node:net";

/** A way to a PostgreSQL whose answers take their time, as over a network with slow disks at its end. */
export interface SlowStore {
  /** Of the database, by this way. */
  readonly url: string;
  /** Delays what is answered from now on; never by less than before, for answers keep their order. */
  delayBy(milliseconds: number): void;
  close(): Promise<void>;
}

export async function startSlowStore(databaseUrl: string): Promise<SlowStore> {
  const target = new URL(databaseUrl);
  const open = new Set<Socket>();
  let delay = 0;
  const server = createServer({ noDelay: true }, (client) => {
    const store = connect({ port: Number(target.port), host: target.hostname, noDelay: true });
    for (const socket of [client, store]) {
      open.add(socket);
      socket.on("error", () => undefined).on("close", () => open.delete(socket));
    }
    client.on("data", (chunk: Buffer) => store.write(chunk)).on("close", () => store.end());
    const later = (work: () => void): unknown => setTimeout(work, delay);
    store.on("data", (chunk: Buffer) => later(() => client.write(chunk)));
    store.on("close", () => later(() => client.end()));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const url = new URL(databaseUrl);
  url.hostname = "127.0.0.1";
  url.port = String((server.address() as AddressInfo).port); // a TCP server's address is never a text
  return {
    url: url.href,
    delayBy(milliseconds) {
      delay = milliseconds;
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}
