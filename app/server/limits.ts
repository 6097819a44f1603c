import type { ServerOptions } from "node:http";

export const MAX_HEADERS = 100;
export const MAX_ADDRESS_LENGTH = 4096;

const KIB = 1024;
const MIB = 1024 * KIB;

/** Deliveries that may be in work at once in one process, and bytes of their bodies. */
export const MAX_DELIVERIES = 4000;
export const MAX_HELD_BYTES = 256 * MIB;

/** In which a whole request has to come. */
export const REQUEST_MILLISECONDS = 5000;

/**
 * Against slow senders: Node's own defaults close none of 1,000 dribbling
 * connections in 9 s; these close all from 4.5 s on, and good senders do not notice.
 * Idle connections stay longer than the 60 s of common balancers, so that it
 * is never this side that closes one on which a request is on its way.
 */
export const SERVER_OPTIONS: ServerOptions = {
  headersTimeout: 3000,
  requestTimeout: REQUEST_MILLISECONDS,
  connectionsCheckingInterval: 1000,
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * KIB,
  requireHostHeader: true,
  insecureHTTPParser: false,
  noDelay: true,
};
