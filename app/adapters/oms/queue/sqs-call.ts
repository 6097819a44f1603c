import { z } from "zod";
import type { QueueAccess } from "../../../domain/queue/queue-access.ts";
import type { QueueProblem } from "../../../domain/queue/problem.ts";
import { queueProblemOf } from "../../../domain/queue/refusal.ts";
import { PUBLIC_TLS } from "../../../domain/source/tls-rule.ts";
import type {
  AnsweredRequest,
  Clock,
  SourceAnswer,
  SourceRequests,
} from "../../../pipeline/ports.ts";
import { signedHeaders } from "./signed-headers.ts";

export type SqsAction = "ReceiveMessage" | "DeleteMessageBatch" | "GetQueueAttributes";

export type SqsAnswer = { readonly document: unknown } | { readonly problem: QueueProblem };

export interface SqsQuestion {
  readonly action: SqsAction;
  /** Beside the queue's URL. */
  readonly input: Readonly<Record<string, unknown>>;
  /** Breaks the request off. */
  readonly signal?: AbortSignal;
}

/** Asks a queue's service to do something with the queue. */
export type CallSqs = (access: QueueAccess, question: SqsQuestion) => Promise<SqsAnswer>;

/**
 * The AWS JSON 1.0 protocol of SQS: every action is a POST to the root of the
 * host, named in a header, with the queue's URL in the body.
 */
export function sqsCall({
  requests,
  clock,
}: {
  readonly requests: SourceRequests;
  readonly clock: Clock;
}): CallSqs {
  return async (access, { action, input, ...stopping }) => {
    const url = rootOf(access.url);
    const body = JSON.stringify({ QueueUrl: access.url, ...input });
    const headers = await signedHeaders(access, { url, action, body, now: clock.now() });
    const request = { method: "POST", url, headers, body, tls: PUBLIC_TLS } as const;
    return answerOf(await requests.send({ ...request, ...stopping }));
  };
}

/** What is no URL at all is refused where the request is sent. */
function rootOf(url: string): string {
  return URL.parse("/", url)?.href ?? url;
}

function answerOf(answer: SourceAnswer): SqsAnswer {
  switch (answer.outcome) {
    case "answered":
      return readAnswer(answer);
    case "blocked":
      return problem("address_blocked", answer.detail);
    case "tls_refused":
    case "unreachable":
      return problem(answer.outcome, answer.detail);
    case "timeout":
      return problem("timeout", "");
    case "malformed":
      return problem("unreadable", answer.detail);
    case "redirected":
    case "too_large":
      return problem("unreadable", "");
  }
}

function problem(code: QueueProblem["code"], said: string): SqsAnswer {
  return { problem: { code, said } };
}

function readAnswer({ status, headers, body }: AnsweredRequest): SqsAnswer {
  const document = documentOf(body);
  if (status === 200) {
    return document === undefined ? problem("unreadable", "") : { document };
  }
  const { name, message } = errorOf(document);
  // The older protocol's word, which SQS repeats in a header, with whose fault it was.
  const [queryName = ""] = (headers["x-amzn-query-error"] ?? "").split(";");
  return {
    problem: queueProblemOf({ status, name: queryName === "" ? name : queryName, message }),
  };
}

function documentOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString("utf8"));
  } catch {
    return undefined;
  }
}

const errorSchema = z.object({
  __type: z.string().default(""),
  message: z.string().optional(),
  Message: z.string().optional(),
});

const MOST_SAID = 500;

function errorOf(document: unknown): { readonly name: string; readonly message: string } {
  const read = errorSchema.safeParse(document);
  if (!read.success) return { name: "", message: "" };
  const { __type: type, message, Message } = read.data;
  return {
    name: type.slice(type.indexOf("#") + 1),
    message: (message ?? Message ?? "").slice(0, MOST_SAID),
  };
}
