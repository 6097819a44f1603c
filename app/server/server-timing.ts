import type { RequestHandler, Response } from "express";

/**
 * Says in each answer how long it took from the request to the answer's head,
 * in milliseconds: what the server itself cost, without the network.
 */
export const serverTiming: RequestHandler = (_request, response, next) => {
  const startedAt = performance.now();
  const writeHead = response.writeHead.bind(response) as (...head: unknown[]) => Response;
  const timed = (...head: unknown[]): Response => {
    const took = (performance.now() - startedAt).toFixed(1);
    if (!response.headersSent) response.setHeader("server-timing", `app;dur=${took}`);
    return writeHead(...head);
  };
  response.writeHead = timed as Response["writeHead"]; // hands on whatever form it is called in
  next();
};
