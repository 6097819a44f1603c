/** Somebody else's API: answers after 150 ms. */
import { createServer } from "node:http";

const MILLISECONDS = 150;

createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume();
  setTimeout(() => response.end("{}"), MILLISECONDS);
}).listen({ port: Number(process.env["PORT"]), host: "127.0.0.1", backlog: 2048 });
