import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { senderOf } from "../../app/server/sender.ts";

const server = createServer((request, response) => {
  response.end(senderOf(request, Number(request.headers["x-trusted"])));
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => server.close());

describe("the sender's address", () => {
  it.each([
    ["0", "9.9.9.9", "127.0.0.1"],
    ["1", "9.9.9.9", "9.9.9.9"],
    ["1", "1.1.1.1, 9.9.9.9", "9.9.9.9"],
    ["2", "6.6.6.6, 1.1.1.1, 9.9.9.9", "1.1.1.1"],
  ])(
    "behind %s trusted proxies with X-Forwarded-For %s is %s",
    async (trusted, forwarded, sender) => {
      const { port } = server.address() as AddressInfo; // a TCP server's address is never a text
      const headers = { "x-trusted": trusted, "x-forwarded-for": forwarded };
      const answer = await fetch(`http://127.0.0.1:${String(port)}`, { headers });
      expect(await answer.text()).toBe(sender);
    },
  );
});
