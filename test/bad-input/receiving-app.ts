import { interpret } from "../../app/domain/mapping/interpret.ts";
import { genericJson } from "../../app/domain/mapping/presets/generic-json.ts";
import type { NewMessage } from "../../app/pipeline/ports.ts";
import { startFront } from "../routes/front-for-test.ts";
import { ENDPOINT, plainEndpoints, plainInbox } from "../routes/plain-ports.ts";
import { recordingLog } from "../routes/recording-log.ts";
import type { LogLine } from "../routes/recording-log.ts";
import type { ExpectedEnd } from "./bad-input.ts";
import { endpointSettings, ENDPOINT_NAMES } from "./receiving-endpoints.ts";
import { KEYS } from "./sender.ts";

/** The app as bad input meets it. */
export interface ReceivingApp {
  readonly port: number;
  messageCount(): Promise<number>;
  storedBody(messageId: string): Promise<Buffer>;
  endOf(messageId: string): Promise<ExpectedEnd>;
  errors(): readonly LogLine[];
  close(): Promise<void>;
}

export async function startReceivingApp(): Promise<ReceivingApp> {
  const endpoints = ENDPOINT_NAMES.map(
    (name) => [KEYS[name], { ...ENDPOINT, ...endpointSettings(name) }] as const,
  );
  const inbox = plainInbox();
  const log = recordingLog();
  const front = await startFront({
    endpoints: plainEndpoints(Object.fromEntries(endpoints)),
    inbox,
    log,
  });
  const messageOf = (messageId: string): NewMessage => {
    const message = inbox.messages.find(({ id }) => id === messageId);
    if (message === undefined) throw new Error(`message ${messageId} is not in the inbox`);
    return message;
  };
  return {
    port: front.port,
    messageCount: () => Promise.resolve(inbox.messages.length),
    storedBody: (messageId) => Promise.resolve(Buffer.from(messageOf(messageId).body)),
    endOf: (messageId) => Promise.resolve(endOf(messageOf(messageId))),
    errors: () => log.lines.filter(({ level }) => level === "error"),
    close: () => front.close(),
  };
}

function endOf(message: NewMessage): ExpectedEnd {
  const { mapping, statusMap } = genericJson;
  const [problem] = interpret(message, mapping, statusMap).problems;
  return problem === undefined
    ? { state: "waiting", code: "order_not_found" }
    : { state: "quarantined", code: problem.code };
}
