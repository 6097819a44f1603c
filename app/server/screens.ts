import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import type { RequestListener } from "node:http";
import { fileURLToPath } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { RequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import type { Express, Response } from "express";
import type { Log } from "../pipeline/ports.ts";
import { BuildMissing } from "./build-missing.ts";
import { serverTiming } from "./server-timing.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SERVER_BUILD = `${ROOT}build/server/index.js`;
const CLIENT_BUILD = `${ROOT}build/client`;

export interface ScreensOptions {
  readonly loadContext: AppLoadContext;
  /** Proxies in front whose X-Forwarded headers are true. */
  readonly trustedProxies: number;
  readonly log: Log;
}

export interface Screens {
  readonly listener: RequestListener;
  close(): Promise<void>;
}

/** The embedded app's screens: Remix behind Express. Throws `BuildMissing`. */
export function screensOf(from: "build" | "source", options: ScreensOptions): Promise<Screens> {
  return from === "build" ? builtScreens(options) : sourceScreens(options);
}

async function builtScreens(options: ScreensOptions): Promise<Screens> {
  if (!existsSync(SERVER_BUILD)) throw new BuildMissing("run `npm run build` first");
  const build = (await import(SERVER_BUILD)) as ServerBuild; // made by Remix from its own types
  const app = plainExpress(options);
  app.use(
    "/assets",
    express.static(`${CLIENT_BUILD}/assets`, { immutable: true, maxAge: "1y", index: false }),
  );
  app.use(express.static(CLIENT_BUILD, { maxAge: "1h", index: false }));
  serve(
    app,
    createRequestHandler({ build, mode: "production", getLoadContext: () => options.loadContext }),
    options.log,
  );
  return { listener: app, close: () => Promise.resolve() };
}

async function sourceScreens(options: ScreensOptions): Promise<Screens> {
  const { liveScreens } = await import("./live-screens.ts");
  const live = await liveScreens(ROOT);
  const app = plainExpress(options);
  app.use(live.middleware);
  serve(
    app,
    createRequestHandler({
      build: live.build,
      mode: "development",
      getLoadContext: () => options.loadContext,
    }),
    options.log,
  );
  return { listener: app, close: () => live.close() };
}

/** Hands every request that is left to Remix; what fails there is answered here, with nothing of the cause. */
function serve(app: Express, answer: RequestHandler, log: Log): void {
  app.all("*", (request, response) => {
    void answer(request, response, (error: unknown) => {
      if (error !== undefined) fail(response, error, log);
    });
  });
}

function fail(response: Response, error: unknown, log: Log): void {
  const incident = randomUUID();
  log.error("screen.failed", error, { incident });
  if (response.headersSent) response.destroy();
  else response.status(500).type("text/plain").send(`Something went wrong. Incident ${incident}`);
}

function plainExpress({ trustedProxies }: ScreensOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", trustedProxies);
  app.use(serverTiming);
  app.use(compression());
  return app;
}
