/** The ceiling: reads the body, checks its signature, answers 202, and keeps nothing. */
import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { signatureCheck } from "./signed-by.ts";

const isSigned = signatureCheck(process.env["BENCH_SECRET"] ?? "");
const ACCEPTED = '{"outcome":"accepted"}';

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    answer(request, response, Buffer.concat(chunks));
  });
}).listen({ port: Number(process.env["PORT"]), host: "127.0.0.1", backlog: 2048 });

function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
  const isGood = isSigned((name) => String(request.headers[name]), body);
  const text = isGood ? ACCEPTED : "{}";
  response.writeHead(isGood ? 202 : 401, {
    "content-type": "application/json",
    "content-length": text.length,
  });
  response.end(text);
}
