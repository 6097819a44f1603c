import { systemClock } from "../../app/adapters/system/clock.ts";
import { systemGunzip } from "../../app/adapters/system/gunzip.ts";
import { systemMetrics } from "../../app/adapters/system/metrics.ts";
import { unpackedMessages } from "../../app/pipeline/intake/unpacked-messages.ts";
import { messageWork } from "../../app/worker/message-work.ts";
import { freshDatabase } from "../postgres.ts";
import type { TestDatabase } from "../postgres.ts";
import { startFront } from "../routes/front-for-test.ts";
import { interpretHere } from "../interpret-here.ts";
import { recordingLog } from "../routes/recording-log.ts";
import type { LogLine } from "../routes/recording-log.ts";
import { connectSources } from "./connect-sources.ts";

/** The app as bad input meets it: the real front, the real intake, the real PostgreSQL, the real interpreter. */
export interface ReceivingApp {
  readonly port: number;
  messageCount(): Promise<number>;
  storedBody(messageId: string): Promise<Buffer>;
  /** Has the worker do what is due, and answers where the message ended; null where it waits to be interpreted. */
  endOf(
    messageId: string,
  ): Promise<{ readonly state: string; readonly code: string | null } | null>;
  errors(): readonly LogLine[];
  close(): Promise<void>;
}

export async function startReceivingApp(): Promise<ReceivingApp> {
  const database = await freshDatabase();
  const { endpoints, inbox, contents } = database.adapter;
  const shopId = await connectSources(database);
  const log = recordingLog();
  const front = await startFront({ endpoints, inbox, log, clock: systemClock });
  return {
    port: front.port,
    messageCount: () => countOf(database),
    async storedBody(messageId) {
      const content = await contents.message(shopId, messageId);
      return Buffer.from(content?.body ?? []);
    },
    async endOf(messageId) {
      await interpretAllDue(database, log);
      return stateOf(database, messageId);
    },
    errors: () => log.lines.filter(({ level }) => level === "error"),
    async close() {
      await front.close();
      await database.close();
    },
  };
}

async function countOf({ owner }: TestDatabase): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM message",
  );
  return rows[0]?.count ?? 0;
}

const BATCH = 50;
const LEASE_SECONDS = 60;

async function interpretAllDue({ adapter }: TestDatabase, log: ReturnType<typeof recordingLog>) {
  const messages = unpackedMessages(adapter.messages, systemGunzip);
  const work = messageWork({ messages, interpret: interpretHere, log, metrics: systemMetrics() });
  for (;;) {
    const claims = await messages.claim(BATCH, LEASE_SECONDS);
    if (claims.length === 0) return;
    for (const claim of claims) await work(claim);
  }
}

async function stateOf({ owner }: TestDatabase, messageId: string) {
  const { rows } = await owner.query<{ state: string; code: string | null }>(
    "SELECT state, reason_code AS code FROM interpretation WHERE message_id = $1",
    [messageId],
  );
  return rows[0] ?? null;
}
