import { lookup } from "node:dns/promises";
import {
  isOutgoingHeaderName,
  isOutgoingHeaderValue,
} from "../../../domain/source/outgoing-header.ts";
import type {
  BlockedRequest,
  Gunzip,
  SourceAnswer,
  SourceRequest,
  SourceRequests,
} from "../../../pipeline/ports.ts";
import { guardedAgents } from "./agents.ts";
import type { Agents } from "./agents.ts";
import { blocked, destinationOf } from "./destination.ts";
import type { DestinationRules } from "./destination.ts";
import { answerFor } from "./failure.ts";
import { readAnswer } from "./read-answer.ts";
import { chooseAddress } from "./resolve.ts";
import type { ResolveName } from "./resolve.ts";

export interface OutgoingRules extends DestinationRules {
  readonly gunzip: Gunzip;
  /** The longest body of an answer, packed and unpacked. */
  readonly maxAnswerBytes?: number;
  /** From the look-up of the name to the last byte. */
  readonly timeoutMilliseconds?: number;
  /** Connections to one host at a time; who asks for more waits for one. */
  readonly connectionsPerHost?: number;
  readonly resolve?: ResolveName;
}

export interface OpenSourceRequests extends SourceRequests {
  /** Breaks off what is under way. */
  close(): Promise<void>;
}

const MIB = 1024 * 1024;
const TIMEOUT_MILLISECONDS = 10_000;
const CONNECTIONS_PER_HOST = 8;
const ALL_ADDRESSES: ResolveName = (name) => lookup(name, { all: true });

type Limits = Required<OutgoingRules>;

/** Requests to sources over HTTP, to public addresses only (see `SourceRequests`). */
export function sourceRequests(rules: OutgoingRules): OpenSourceRequests {
  const limits: Limits = {
    maxAnswerBytes: MIB,
    timeoutMilliseconds: TIMEOUT_MILLISECONDS,
    connectionsPerHost: CONNECTIONS_PER_HOST,
    resolve: ALL_ADDRESSES,
    ...rules,
  };
  const agents = guardedAgents(limits);
  return {
    send: (request) => send(request, agents, limits),
    check: (url) => check(url, limits),
    close: () => agents.close(),
  };
}

async function send(request: SourceRequest, agents: Agents, limits: Limits): Promise<SourceAnswer> {
  const destination = destinationOf(request.url, limits);
  if ("outcome" in destination) return destination;
  const refusal = headerRefusal(request.headers);
  if (refusal !== null) return refusal;
  return answering(limits, request.signal, async (signal) => {
    const { maxAnswerBytes: maxBytes, gunzip } = limits;
    const answer = await agents.of(request.tls).request({
      origin: destination.url.origin,
      path: destination.url.pathname + destination.url.search,
      method: request.method,
      headers: { "user-agent": "Handoff", ...request.headers, "accept-encoding": "gzip" },
      body: request.body,
      signal,
    });
    return readAnswer(answer, { maxBytes, gunzip });
  });
}

async function check(url: string, limits: Limits): ReturnType<SourceRequests["check"]> {
  const destination = destinationOf(url, limits);
  if ("outcome" in destination) return destination;
  const answer = await answering(limits, undefined, async () => {
    await chooseAddress(destination, limits.resolve);
    return null;
  });
  return answer?.outcome === "answered" ? null : answer;
}

/** Whoever broke it off needs no words for it. */
const BROKEN_OFF: SourceAnswer = { outcome: "unreachable", detail: "" };

/** Expected failures as answers; what is left is thrown. The time counts for all of it, the look-up too. */
async function answering<Answer extends SourceAnswer | null>(
  { timeoutMilliseconds }: Limits,
  stopping: AbortSignal | undefined,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Promise<Answer | SourceAnswer> {
  const timeout = AbortSignal.timeout(timeoutMilliseconds);
  const signal = stopping === undefined ? timeout : AbortSignal.any([timeout, stopping]);
  try {
    return await Promise.race([ask(signal), ended(signal)]);
  } catch (error) {
    if (stopping?.aborted === true) return BROKEN_OFF;
    const answer = answerFor(error, timeoutMilliseconds / 1000);
    if (answer === null) throw error;
    return answer;
  }
}

function ended(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => {
      reject(signal.reason as Error);
    });
  });
}

function headerRefusal(headers: SourceRequest["headers"]): BlockedRequest | null {
  const wrong = Object.entries(headers).find(
    ([name, value]) => !isOutgoingHeaderName(name) || !isOutgoingHeaderValue(value),
  );
  return wrong === undefined
    ? null
    : blocked("header_not_allowed", `The header ${wrong[0]} may not be set, or not to this value.`);
}
