import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { clientErrors } from "../../app/server/client-error.ts";

const HEADERS_MILLISECONDS = 150;
const REQUEST_BYTES = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}";

let server: Server;
let client: Socket;
let answers: string;

beforeEach(async () => {
  const errors = clientErrors();
  server = createServer(
    {
      headersTimeout: HEADERS_MILLISECONDS,
      requestTimeout: 2 * HEADERS_MILLISECONDS,
      connectionsCheckingInterval: 20,
    },
    (request, response) => {
      errors.watch(request.socket, response);
      request.resume().on("end", () => response.end("taken"));
    },
  );
  server.on("clientError", errors.answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  // What listens on a port has an address with one.
  client = connect((server.address() as AddressInfo).port, "127.0.0.1");
  answers = "";
  client.setEncoding("utf8").on("data", (text: string) => (answers += text));
  await Promise.all([once(client, "connect"), once(server, "connection")]);
});
afterEach(() => {
  client.destroy();
  server.close();
});

/** As a process does that has no time: nothing is read, and no timer runs. */
function starve(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

it("a request that arrived while the process had no time is taken, however late that is", async () => {
  client.write(REQUEST_BYTES);

  starve(3 * HEADERS_MILLISECONDS);

  await expect.poll(() => answers).toContain("taken");
  expect(answers).not.toContain("408");
});

it("the rest of a body that arrived meanwhile is taken, too", async () => {
  client.write(REQUEST_BYTES.slice(0, -1));
  await once(server, "request");
  client.write(REQUEST_BYTES.slice(-1));

  starve(3 * HEADERS_MILLISECONDS);

  await expect.poll(() => answers).toContain("taken");
  expect(answers).not.toContain("408");
});

it("a head that dribbles is told 408, also as the second one of its connection", async () => {
  client.write(REQUEST_BYTES);
  await expect.poll(() => answers).toContain("taken");

  client.write("POST / HTTP/1.1\r\nHost: a\r\n");

  await expect.poll(() => answers).toContain("408");
});

it("a body that does not come is told 408", async () => {
  client.write(REQUEST_BYTES.slice(0, -1));

  await expect.poll(() => answers).toContain("408");
});
