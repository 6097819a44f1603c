import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { get, requestsWith } from "./asking.ts";
import { httpServer, tcpServer } from "./servers.ts";

const local = (rules: Parameters<typeof requestsWith>[0] = {}) =>
  requestsWith({ allowsLocal: true, ...rules });

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

describe("what a source answers", () => {
  it("comes with its status, its headers and its body", async () => {
    const server = await httpServer((request, response) => {
      const { method, url, headers } = request;
      let body = "";
      request.on("data", (chunk: Buffer) => (body += chunk.toString()));
      request.on("end", () => {
        response.writeHead(429, { "Retry-After": "7", Link: ["<a>", "<b>"] });
        response.end(JSON.stringify({ method, url, key: headers["x-key"], body }));
      });
    });

    const answer = await local().send({
      ...get(`http://127.0.0.1:${server.port}/orders?page=2`),
      method: "POST",
      headers: { "X-Key": "k1" },
      body: '{"since":"now"}',
    });

    if (answer.outcome !== "answered") throw new Error(answer.outcome);
    expect(answer.status).toBe(429);
    expect(answer.headers).toMatchObject({ "retry-after": "7", link: "<a>, <b>" });
    expect(JSON.parse(text(answer.body))).toEqual({
      method: "POST",
      url: "/orders?page=2",
      key: "k1",
      body: '{"since":"now"}',
    });
  });

  it("is unpacked", async () => {
    const server = await httpServer((_request, response) =>
      response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync("hello")),
    );
    const answer = await local().send(get(`http://127.0.0.1:${server.port}/`));
    expect(answer.outcome === "answered" && text(answer.body)).toBe("hello");
  });

  it.each([
    ["longer than its limit", Buffer.alloc(5000), {}],
    ["a packed bomb", gzipSync(Buffer.alloc(10_000_000)), { "content-encoding": "gzip" }],
  ])("is given up where it is %s (U10)", async (_what, body, headers) => {
    const server = await httpServer((_request, response) =>
      response.writeHead(200, headers).end(body),
    );
    const answer = await local({
      maxAnswerBytes: 4096 + 8192 * Number("content-encoding" in headers),
    }).send(get(`http://127.0.0.1:${server.port}/`));
    expect(answer).toMatchObject({ outcome: "too_large" });
  });

  it("is given up where it never ends (U10)", async () => {
    let sent = 0;
    const server = await httpServer((_request, response) => {
      const timer = setInterval(() => response.write(Buffer.alloc(1000, ++sent)), 1);
      response.on("close", () => {
        clearInterval(timer);
      });
    });
    const answer = await local({ maxAnswerBytes: 10_000 }).send(
      get(`http://127.0.0.1:${server.port}/`),
    );
    expect(answer).toEqual({ outcome: "too_large", maxBytes: 10_000 });
  });

  it.each([
    ["never answers", () => undefined],
    ["dribbles its headers", "dribble"],
  ])("is waited for only so long where the server %s (U10)", async (_what, how) => {
    const server = await tcpServer((socket) => {
      if (how !== "dribble") return;
      const timer = setInterval(() => socket.write("X"), 20);
      socket.on("close", () => {
        clearInterval(timer);
      });
    });
    const answer = await local({ timeoutMilliseconds: 300 }).send(
      get(`http://127.0.0.1:${server.port}/`),
    );
    expect(answer.outcome).toMatch(/^(timeout|malformed)$/);
  });

  it("is waited for only so long where its name is never found", async () => {
    const requests = requestsWith({
      timeoutMilliseconds: 200,
      resolve: () => new Promise(() => undefined),
    });
    expect(await requests.send(get("https://oms.example/"))).toEqual({
      outcome: "timeout",
      seconds: 0.2,
    });
    expect(await requests.check("https://oms.example/")).toMatchObject({ outcome: "timeout" });
  });

  it("is told in words where there is none", async () => {
    const noName = Object.assign(new Error("no name"), { code: "ENOTFOUND" });
    expect(
      await requestsWith({ resolve: () => Promise.reject(noName) }).send(
        get("https://oms.example/"),
      ),
    ).toEqual({ outcome: "unreachable", detail: "The host's name does not exist." });

    expect(await local().send(get("http://127.0.0.1:1/"))).toEqual({
      outcome: "unreachable",
      detail: "The host takes no connection at this port.",
    });

    const broken = await tcpServer((socket) => socket.destroy());
    expect(await local().send(get(`http://127.0.0.1:${broken.port}/`))).toMatchObject({
      outcome: "unreachable",
    });
  });

  it.each([
    ["no HTTP", "SSH-2.0-OpenSSH_9.6\r\n\r\n"],
    [
      "packed, and is not",
      "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\nhi",
    ],
    [
      "packed in a way we did not ask for",
      "HTTP/1.1 200 OK\r\ncontent-encoding: br\r\ncontent-length: 2\r\n\r\nhi",
    ],
    ["all headers", `HTTP/1.1 200 OK\r\nx: ${"y".repeat(100_000)}\r\n\r\n`],
  ])("is refused where it claims to be %s", async (_what, bytes) => {
    const server = await tcpServer((socket) => socket.once("data", () => socket.end(bytes)));
    const answer = await local().send(get(`http://127.0.0.1:${server.port}/`));
    expect(answer).toMatchObject({ outcome: "malformed" });
  });

  it.each([
    ["Host", "evil.example"],
    ["content-length", "3"],
    ["Transfer-Encoding", "chunked"],
    ["proxy-authorization", "x"],
    ["x-key", "a\r\nx-other: b"],
    ["x key", "a"],
    ["x-key", "café"],
  ])("never comes to a request with the header %s: %s (P13)", async (name, value) => {
    const server = await httpServer((_request, response) => response.end());
    const url = `http://127.0.0.1:${server.port}/`;
    const answer = await local().send(get(url, { headers: { [name]: value } }));
    expect(answer).toMatchObject({ outcome: "blocked", code: "header_not_allowed" });
    expect(server.connections()).toBe(0);
  });
});
