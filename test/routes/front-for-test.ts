import type { AddressInfo } from "node:net";
import type { RequestListener, Server } from "node:http";
import { cryptography } from "../../app/adapters/system/cryptography.ts";
import { systemClock } from "../../app/adapters/system/clock.ts";
import { systemGunzip } from "../../app/adapters/system/gunzip.ts";
import { uuidV7Ids } from "../../app/adapters/system/ids.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import type { SystemMetrics } from "../../app/adapters/system/metrics.ts";
import { intake } from "../../app/pipeline/intake/intake.ts";
import type { Clock, Endpoints, Inbox, Log, KeySets } from "../../app/pipeline/ports.ts";
import { watchConnections } from "../../app/server/connections.ts";
import type { Connections } from "../../app/server/connections.ts";
import { front } from "../../app/server/front.ts";
import type { FrontParts } from "../../app/server/front.ts";
import { readiness } from "../../app/server/readiness.ts";
import type { Readiness, ReadinessProbe } from "../../app/server/readiness.ts";
import { recordingLog } from "./recording-log.ts";

export interface TestFront {
  readonly url: string;
  readonly port: number;
  readonly server: Server;
  readonly metrics: SystemMetrics;
  readonly readiness: Readiness;
  readonly connections: Connections;
  drain(): void;
  close(): Promise<void>;
}

export interface TestFrontOptions {
  readonly endpoints: Endpoints;
  readonly inbox: Inbox;
  readonly clock?: Clock;
  readonly log?: Log;
  readonly probes?: readonly ReadinessProbe[];
  readonly screens?: RequestListener;
  readonly receiveFromShopify?: FrontParts["receiveFromShopify"];
  readonly receiveFromFlow?: FrontParts["receiveFromFlow"];
  readonly metricsAccess?: FrontParts["metricsAccess"];
  readonly trustedProxies?: number;
  readonly extensions?: FrontParts["extensions"];
  readonly events?: FrontParts["events"];
  readonly endpointBurst?: number;
  readonly keySets?: KeySets;
}

const NO_KEY_SETS: KeySets = {
  known: () => Promise.resolve("unavailable"),
  refreshed: () => Promise.resolve("unavailable"),
};

const NO_EXTENSIONS: FrontParts["extensions"] = {
  admitViewer: () => Promise.resolve(null),
  queries: {
    orderStatus: () => Promise.resolve(null),
    staffStatus: () => Promise.resolve(null),
    recordOf: () => Promise.resolve(null),
    run: () => Promise.resolve(null),
  },
  commands: {
    lookAgain: () => Promise.resolve(false),
    replayOrder: () => Promise.resolve({ outcome: "nothing" }),
  },
};

const NO_EVENTS: FrontParts["events"] = {
  find: () => Promise.resolve(null),
  read: () => Promise.resolve(null),
  acknowledge: () => Promise.resolve(null),
  listen: () => () => undefined,
};

const SYSTEM = { cryptography, gunzip: systemGunzip, nextTurn: setImmediate };

/** The real front with the real intake on a free port, over the given endpoints and inbox. */
export async function startFront(options: TestFrontOptions): Promise<TestFront> {
  const { endpoints, inbox, clock = systemClock, log = recordingLog() } = options;
  const { keySets = NO_KEY_SETS } = options;
  const metrics = systemMetrics();
  const ready = readiness(options.probes ?? [], log);
  const { receive, hasRoom } = intake(
    { ...SYSTEM, endpoints, inbox, keySets, clock, log, metrics, ids: uuidV7Ids(clock) },
    { perSecond: 50, burst: options.endpointBurst ?? 1000 },
  );
  const server = front({
    receive,
    hasRoom,
    log,
    metrics,
    scrape: metrics,
    readiness: ready,
    metricsAccess: options.metricsAccess ?? "open",
    offers: "everything",
    clock,
    extensions: options.extensions ?? NO_EXTENSIONS,
    trustedProxies: options.trustedProxies ?? 0,
    receiveFromShopify: options.receiveFromShopify ?? (() => Promise.resolve({ status: 200 })),
    events: options.events ?? NO_EVENTS,
    receiveFromFlow: options.receiveFromFlow ?? (() => Promise.resolve({ status: 200, body: {} })),
    screens: options.screens ?? ((_request, response) => response.writeHead(404).end("no screens")),
  });
  const connections = watchConnections(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a text
  return {
    url: `http://127.0.0.1:${String(port)}`,
    port,
    server,
    metrics,
    readiness: ready,
    connections,
    drain: () => {
      ready.drain();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
