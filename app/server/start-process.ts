import type { Server } from "node:http";
import { watchDiskRoom } from "../adapters/system/disk-room.ts";
import type { DiskRoom } from "../adapters/system/disk-room.ts";
import type { Database } from "../adapters/postgres/database.ts";
import { systemMetrics } from "../adapters/system/metrics.ts";
import type { SystemMetrics } from "../adapters/system/metrics.ts";
import type { Config } from "../config.server.ts";
import { startDatabase } from "../db.server.ts";
import type { RunningDatabase } from "../db.server.ts";
import type { Clock, Ids, Log } from "../pipeline/ports.ts";
import { compose } from "../services.server.ts";
import type { Composition } from "../services.server.ts";
import { startWorker } from "../worker.server.ts";
import type { Worker } from "../worker.server.ts";
import { makeMessageDays } from "../worker/housekeeping.ts";
import { watchConnections } from "./connections.ts";
import { DiskNearlyFull } from "./disk-nearly-full.ts";
import { drain } from "./drain.ts";
import { front } from "./front.ts";
import { sampleDisk, sampleEventLoop, sampleGauges } from "./gauges.ts";
import type { Stoppable } from "./lifecycle.ts";
import { listen } from "./listen.ts";
import { readiness } from "./readiness.ts";
import type { Readiness, ReadinessProbe } from "./readiness.ts";
import { screensOf } from "./screens.ts";
import type { Screens } from "./screens.ts";

export interface Outside {
  readonly log: Log;
  readonly clock: Clock;
  readonly ids: Ids;
}

export interface RunningProcess {
  readonly port: number;
  /** In the order in which they are to stop. */
  readonly parts: readonly Stoppable[];
}

interface Started {
  readonly running: RunningDatabase;
  readonly metrics: SystemMetrics;
  readonly ready: Readiness;
  readonly composition: Composition;
  /** Of the embedded database; null where the disk is not this machine's. */
  readonly disk: DiskRoom | null;
}

/** Starts what the role asks for: database, HTTP front, worker. Ready when it resolves. */
export async function startProcess(config: Config, outside: Outside): Promise<RunningProcess> {
  const started = await startParts(config, outside);
  try {
    return await startRole(config, started, outside);
  } catch (error) {
    await closeDatabase(started);
    throw error;
  }
}

/** The worker comes last: what keeps a process from starting is known before it has claimed anything. */
async function startRole(
  config: Config,
  started: Started,
  outside: Outside,
): Promise<RunningProcess> {
  const screens =
    config.role === "worker" ? NO_SCREENS : await screensFor(config, started, outside.log);
  const server = frontOf(config, { ...outside, started, screens });
  const connections = watchConnections(server);
  const port = await listen(server, config.host, config.port);
  const worker = config.role === "web" ? IDLE : await workerOf(config, started);
  const leaving = { server, connections, readiness: started.ready };
  const leave = () => drain(leaving, config.drainSeconds);
  return {
    port,
    parts: [
      { name: "front and worker", stop: () => both(leave(), worker.stop()) },
      { name: "intake", stop: () => started.composition.intake.settled() },
      { name: "screens", stop: () => screens.close() },
      { name: "database", stop: () => closeDatabase(started) },
    ],
  };
}

async function closeDatabase({ running, disk }: Started): Promise<void> {
  disk?.stop();
  await running.close();
}

const IDLE: Worker = { stop: () => Promise.resolve() };

const NO_SCREENS: Screens = {
  listener: (_request, response) => response.writeHead(404).end(),
  close: () => Promise.resolve(),
};

async function both(one: Promise<void>, other: Promise<void>): Promise<void> {
  await Promise.all([one, other]);
}

async function startParts(config: Config, outside: Outside): Promise<Started> {
  const { log } = outside;
  const running = await startDatabase({
    url: config.databaseUrl,
    dataFolder: config.dataFolder,
    port: config.embeddedDatabasePort,
    durability: config.mode === "production" ? "required" : "any",
    say: (what) => {
      log.info("database.note", { what });
    },
  });
  const { database } = running;
  await makeMessageDays(database);
  const metrics = systemMetrics();
  const disk = running.folder === null ? null : await watchDiskRoom(running.folder, log);
  const system = { ...outside, metrics, database, ...(disk === null ? {} : { disk }) };
  const composition = compose(config, system);
  sampleGauges(metrics, database, composition.intake);
  sampleEventLoop(metrics);
  if (disk !== null) sampleDisk(metrics, disk);
  const ready = readiness(probesOf(database, disk), log);
  return { running, metrics, ready, composition, disk };
}

function probesOf(database: Database, disk: DiskRoom | null): readonly ReadinessProbe[] {
  const probe = { name: "database", run: () => database.probe() };
  return disk === null ? [probe] : [probe, { name: "disk", run: () => roomOn(disk) }];
}

function roomOn(disk: DiskRoom): Promise<void> {
  return disk.hasRoom() ? Promise.resolve() : Promise.reject(new DiskNearlyFull(disk.freeBytes()));
}

function workerOf(config: Config, { running, composition }: Started): Promise<Worker> {
  return startWorker(composition.workerPorts, {
    databaseUrl: running.url,
    retentionDays: config.retentionDays,
  });
}

function screensFor(config: Config, { composition }: Started, log: Log): Promise<Screens> {
  const { services, shopify } = composition;
  return screensOf(config.liveScreens ? "source" : "build", {
    loadContext: { services, shopify },
    trustedProxies: config.trustedProxies,
    log,
  });
}

function frontOf(
  config: Config,
  parts: { readonly started: Started; readonly screens: Screens } & Outside,
): Server {
  const { composition, metrics, ready } = parts.started;
  return front({
    receive: composition.intake.receive,
    hasRoom: composition.intake.hasRoom,
    receiveFromShopify: composition.receiveFromShopify,
    receiveFromFlow: composition.receiveFromFlow,
    extensions: composition.extensions,
    events: composition.events,
    clock: parts.clock,
    readiness: ready,
    metrics,
    scrape: metrics,
    metricsAccess: metricsAccess(config),
    trustedProxies: config.trustedProxies,
    screens: parts.screens.listener,
    offers: config.role === "worker" ? "health" : "everything",
    log: parts.log,
  });
}

function metricsAccess({ mode, metricsToken }: Config) {
  if (metricsToken !== null) return { token: metricsToken };
  return mode === "production" ? "closed" : "open";
}
