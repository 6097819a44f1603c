/**
 * What most apps for Shopify do: an action of a Remix route behind Express
 * checks the signature and writes one row by Prisma. With BENCH_UPSTREAM it
 * calls somebody else before it answers, as those do that act at once.
 */
import { createRequestHandler } from "@remix-run/express";
import type { ActionFunctionArgs, ServerBuild } from "@remix-run/node";
import { PrismaPg } from "@prisma/adapter-pg";
import express from "express";
import pg from "pg";
import { PrismaClient } from "../../../../app/adapters/postgres/prisma-client/client.ts";
import { systemClock } from "../../../../app/adapters/system/clock.ts";
import { uuidV7Ids } from "../../../../app/adapters/system/ids.ts";
import { signatureCheck } from "./signed-by.ts";

const isSigned = signatureCheck(process.env["BENCH_SECRET"] ?? "");
const upstream = process.env["BENCH_UPSTREAM"];
const pool = new pg.Pool({ connectionString: process.env["DATABASE_URL"], max: 10 });
const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
const ids = uuidV7Ids(systemClock);
const SHOP = "0197b2f0-0000-7000-8000-00000000beef";

async function action({ request }: ActionFunctionArgs): Promise<Response> {
  const body = new Uint8Array(await request.arrayBuffer());
  if (!isSigned((name) => request.headers.get(name) ?? "", body)) return answer(401, {});
  if (upstream !== undefined) await (await fetch(upstream, { method: "POST", body })).text();
  const id = ids.next();
  await prisma.message.create({
    data: {
      id,
      shopId: SHOP,
      sourceId: SHOP,
      receivedAt: new Date(),
      via: "webhook",
      deduplicationKey: `id:${request.headers.get("webhook-id") ?? ""}`,
      bodySize: body.length,
      content: body,
    },
    select: { id: true },
  });
  return answer(202, { id });
}

function answer(status: number, body: object): Response {
  return Response.json(body, { status });
}

/** As the bundler would make it of one route. */
const build = {
  mode: "production",
  entry: { module: { default: () => new Response(null, { status: 404 }) } },
  routes: {
    root: { id: "root", path: "", module: { default: () => null } },
    webhook: { id: "webhook", parentId: "root", path: "webhooks/oms/:key", module: { action } },
  },
  assets: { entry: { imports: [], module: "" }, routes: {}, url: "", version: "1" },
  assetsBuildDirectory: "build/client",
  publicPath: "/",
  basename: "/",
  isSpaMode: false,
  future: {},
} as unknown as ServerBuild; // what a bundler adds beyond this is for pages

const app = express();
app.disable("x-powered-by");
const answerRequest = createRequestHandler({ build, mode: "production" });
app.all("*", (request, response, next) => void answerRequest(request, response, next));
app.listen({ port: Number(process.env["PORT"]), host: "127.0.0.1", backlog: 2048 });
