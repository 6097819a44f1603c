import type { Cryptography } from "../../domain/signature/cryptography.ts";
import { readBodyText } from "../../domain/mapping/read-body-text.ts";
import { deduplicator } from "../../domain/signature/deduplication.ts";
import { verifier } from "../../domain/signature/verify.ts";
import { receiver } from "../1-receive.ts";
import type { Receive } from "../1-receive.ts";
import { signatureCheck } from "../2-verify.ts";
import { committer } from "../3-record.ts";
import { secretUses } from "./secret-uses.ts";
import type { Clock, Endpoints, Gunzip, Ids, Inbox, KeySets, Log, Metrics } from "../ports.ts";
import { intakeLimits } from "./intake-limits.ts";
import { messageMaker } from "./message-of.ts";
import type { RateRule } from "./rate-limit.ts";
import { recorder } from "./recorder.ts";
import type { Recorder } from "./recorder.ts";
import { rejections } from "./rejections.ts";
import type { Rejections } from "./rejections.ts";
import type { Delivery } from "./delivery.ts";
import type { Reception } from "./reception.ts";
import type { Instant } from "../../domain/instant.ts";

export interface IntakePorts {
  readonly endpoints: Endpoints;
  readonly inbox: Inbox;
  readonly keySets: KeySets;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly cryptography: Cryptography;
  readonly gunzip: Gunzip;
  /** Runs the work after the current turn of the event loop. */
  readonly nextTurn: (work: () => void) => void;
}

export interface Intake {
  readonly receive: Receive;
  /** False where too many wait: a delivery is then refused before anything is spent on it. */
  readonly hasRoom: () => boolean;
  /** Takes in a delivery that was refused when it came: its proof is judged by that time, once more. */
  readonly receiveAgain: (delivery: Delivery, cameAt: Instant) => Promise<Reception>;
  /** The door for what comes another way: polls, imports, replays. */
  readonly recorder: Recorder;
  /** Resolves when everything taken in is answered and written. */
  settled(): Promise<void>;
}

/** Puts receive, verify and record together over the ports. */
export function intake(ports: IntakePorts, endpointRate: RateRule): Intake {
  const { endpoints, clock, log, cryptography, gunzip } = ports;
  const limits = intakeLimits(endpointRate);
  const rejected = rejections(endpoints, clock, log);
  const used = secretUses(endpoints, clock, log);
  const inboxDoor = recorder(ports.inbox, ports.nextTurn);
  const messageOf = messageMaker({
    ...ports,
    deduplicationKey: deduplicator(cryptography, readBodyText),
  });
  const verify = verifier(cryptography);
  const commit = committer({ recorder: inboxDoor, messageOf, limits, clock, log });
  const judging = { ...ports, verify, limits, rejections: rejected, secretUses: used };
  return {
    receive: receiver({ endpoints, gunzip, checkSignature: signatureCheck(judging), commit }),
    hasRoom: () => inboxDoor.hasRoomForDelivery,
    receiveAgain: (delivery, cameAt) => {
      const then = { now: () => cameAt };
      const once = { limits: intakeLimits(endpointRate), rejections: UNTOLD, metrics: UNCOUNTED };
      const checkSignature = signatureCheck({ ...judging, ...once, clock: then });
      // Whoever mended the endpoint asks at once, before this process hears of the change.
      const asItIsNow = { find: (key: string) => endpoints.findNow(key) };
      return receiver({ endpoints: asItIsNow, gunzip, checkSignature, commit })(delivery);
    },
    recorder: inboxDoor,
    async settled() {
      await Promise.all([inboxDoor.settled(), rejected.settled(), used.settled()]);
    },
  };
}

/** What was refused before was told and counted then. */
const UNTOLD: Rejections = { note: () => undefined, settled: () => Promise.resolve() };
const UNCOUNTED: Metrics = { count: () => undefined, time: () => undefined };
