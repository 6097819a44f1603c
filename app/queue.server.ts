import { sourceRequests } from "./adapters/oms/outgoing/source-requests.ts";
import { sqsQueues } from "./adapters/oms/queue/sqs.ts";
import type { PostgresAdapter } from "./adapters/postgres/postgres.ts";
import { cryptography } from "./adapters/system/cryptography.ts";
import { systemGunzip } from "./adapters/system/gunzip.ts";
import type { Config } from "./config.server.ts";
import { readBodyText } from "./domain/mapping/read-body-text.ts";
import { deduplicator } from "./domain/signature/deduplication.ts";
import type { Recorder } from "./pipeline/intake/recorder.ts";
import type { Clock, Ids, MessageQueues } from "./pipeline/ports.ts";
import { QUEUES_AT_ONCE, type WorkerPorts } from "./worker.server.ts";

const MIB = 1024 * 1024;

/** Ten messages of 1 MiB each, the most that SQS gives at once, in JSON, where each byte may take two. */
const MOST_ANSWER_BYTES = 24 * MIB;
/** SQS holds a request for up to 20 s; the rest is for the way. */
const TIMEOUT_MILLISECONDS = 35_000;
/** Beside the waits, of which all may be at one host: deletions and tests. */
const CONNECTIONS_PER_HOST = 2 * QUEUES_AT_ONCE;

/** The way to queues, which wait longer and answer more than sources' APIs. */
export function messageQueues({ allowsLocalSources }: Config, clock: Clock): MessageQueues {
  const requests = sourceRequests({
    allowsLocal: allowsLocalSources,
    gunzip: systemGunzip,
    maxAnswerBytes: MOST_ANSWER_BYTES,
    timeoutMilliseconds: TIMEOUT_MILLISECONDS,
    connectionsPerHost: CONNECTIONS_PER_HOST,
  });
  return sqsQueues({ requests, clock });
}

/** What takes messages from queues. */
export function queueing(parts: {
  readonly ids: Ids;
  readonly recorder: Recorder;
  readonly queues: MessageQueues;
  readonly postgres: Pick<PostgresAdapter, "sourceQueues">;
}): WorkerPorts["queueing"] {
  const { ids, recorder, queues, postgres } = parts;
  const { sourceQueues } = postgres;
  const deduplicationKey = deduplicator(cryptography, readBodyText);
  return { ids, recorder, queues, sourceQueues, cryptography, deduplicationKey };
}
