import type { ServerBuild } from "@remix-run/node";
import type { RequestHandler } from "express";

/** The screens from their source, rebuilt while one edits. */
export interface LiveScreens {
  readonly middleware: RequestHandler;
  /** Remix's build as the source is now. */
  readonly build: () => Promise<ServerBuild>;
  close(): Promise<void>;
}

/** Starts Vite, a development package: nobody but `npm run dev` comes here. */
export async function liveScreens(root: string): Promise<LiveScreens> {
  const { createServer } = await import("vite");
  const vite = await createServer({ root, appType: "custom", server: { middlewareMode: true } });
  return {
    middleware: vite.middlewares,
    build: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>, // Remix's plugin gives it
    close: () => vite.close(),
  };
}
