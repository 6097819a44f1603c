import { setTimeout as wait } from "node:timers/promises";
import type { FuzzInput } from "../input.ts";
import type { Answer } from "./answer-reader.ts";
import { openConnection, sendAlone } from "./connection.ts";
import type { Connection } from "./connection.ts";

const CONNECTIONS = 12;
/** Requests on the way on one connection. */
const PIPELINED = 6;
/** What stops half way is answered by nobody; all else is, however busy the machine. */
const PATIENCE_MILLISECONDS = {
  end: 1_000,
  be_answered: 60_000,
  be_accepted: 60_000,
  be_refused: 60_000,
} as const;
const TRIES = 20;
const OVERLOADED = 503;
const OVERLOAD_MILLISECONDS = 200;

export interface Sending {
  readonly port: number;
  /** Null when there are no more. */
  readonly next: () => FuzzInput | null;
  readonly answered: (input: FuzzInput, answer: Answer | null) => void;
  /** Awaited before each input: holds the senders back. */
  readonly pause: () => Promise<void>;
}

/** Sends all inputs by many clients at once, each with several requests on the way on its connection. */
export async function sendAll(sending: Sending): Promise<void> {
  const clients = Array.from({ length: CONNECTIONS }, () => client(sending));
  await Promise.all(clients);
}

async function client(sending: Sending): Promise<void> {
  let connection = openConnection(sending.port);
  const current = () => {
    if (!connection.isOpen) connection = openConnection(sending.port);
    return connection;
  };
  await Promise.all(Array.from({ length: PIPELINED }, () => lane(sending, current)));
  connection.close();
}

async function lane(sending: Sending, current: () => Connection): Promise<void> {
  for (;;) {
    await sending.pause();
    const input = sending.next();
    if (input === null) return;
    sending.answered(input, await answerOf(sending, input, current));
  }
}

/** A request that another one's end took along is sent again, as a source would; so is one that came too early. */
async function answerOf(
  { port }: Sending,
  { request, isAlone, must }: FuzzInput,
  current: () => Connection,
): Promise<Answer | null> {
  if (isAlone) return sendAlone(port, request, PATIENCE_MILLISECONDS[must]);
  let answer: Answer | null = null;
  for (let tries = 0; tries < TRIES; tries++) {
    answer = await current().send(request);
    if (answer !== null && answer.status !== OVERLOADED) return answer;
    if (answer !== null) await wait(OVERLOAD_MILLISECONDS);
  }
  return answer;
}
