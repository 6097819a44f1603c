import { existsSync } from "node:fs";
import type { RequestListener } from "node:http";
import { fileURLToPath } from "node:url";
import { createRequestHandler } from "@remix-run/express";
import type { RequestHandler } from "@remix-run/express";
import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import compression from "compression";
import express from "express";
import type { Express } from "express";
import { BuildMissing } from "./build-missing.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SERVER_BUILD = `${ROOT}build/server/index.js`;
const CLIENT_BUILD = `${ROOT}build/client`;

export interface ScreensOptions {
  readonly loadContext: AppLoadContext;
  /** Proxies in front whose X-Forwarded headers are true. */
  readonly trustedProxies: number;
}

export interface Screens {
  readonly listener: RequestListener;
  close(): Promise<void>;
}

/** The embedded app's screens: Remix behind Express. Throws `BuildMissing`. */
export function screensOf(from: "build" | "source", options: ScreensOptions): Promise<Screens> {
  return from === "build" ? builtScreens(options) : liveScreens(options);
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
  );
  return { listener: app, close: () => Promise.resolve() };
}

/** The screens from their source, rebuilt while one edits. */
async function liveScreens(options: ScreensOptions): Promise<Screens> {
  const { createServer } = await import("vite");
  const vite = await createServer({
    root: ROOT,
    appType: "custom",
    server: { middlewareMode: true },
  });
  const build = () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>; // Remix's plugin gives it
  const app = plainExpress(options);
  app.use(vite.middlewares);
  serve(
    app,
    createRequestHandler({ build, mode: "development", getLoadContext: () => options.loadContext }),
  );
  return { listener: app, close: () => vite.close() };
}

/** Remix gives its failures to `next`, so nobody needs to wait for it. */
function serve(app: Express, answer: RequestHandler): void {
  app.all("*", (request, response, next) => void answer(request, response, next));
}

function plainExpress({ trustedProxies }: ScreensOptions): Express {
  const app = express();
  app.disable("x-powered-by");
  app.set("trust proxy", trustedProxies);
  app.use(compression());
  return app;
}
