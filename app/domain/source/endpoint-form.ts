import { z } from "zod";
import type { ResponseContract } from "../signature/response-contract.ts";
import { MAX_URL_LENGTH } from "./access-form.ts";
import { MAX_KEYS_LENGTH } from "./source-form.ts";

export const ANSWER_STATUSES = ["200", "201", "202", "204"] as const;
export const MAX_ANSWER_LENGTH = 4_000;

const CONTENT_TYPE = /^[a-z0-9.+-]+\/[a-z0-9.+-]+(?:; ?charset=utf-8)?$/i;
/** Anything that a browser would run must not be served from the app's own address. */
const RUNS = /html|javascript|ecmascript|svg/i;

/** The form "Answer and keys" of an endpoint, as it is sent. */
export const endpointFormSchema = z
  .strictObject({
    status: z.enum(ANSWER_STATUSES, "unknown_choice"),
    /** `own`: Handoff's words with the message id; `literal`: the text as it stands. */
    body: z.enum(["own", "literal"], "unknown_choice"),
    text: z.string().max(MAX_ANSWER_LENGTH, "too_long"),
    contentType: z.string().trim().max(100, "too_long"),
    /** `accept`: answered as all others; `reject`: 422, and kept as all others. */
    unreadable: z.enum(["accept", "reject"], "unknown_choice"),
    /** Blank keeps those that are there. */
    publicKeys: z.string().trim().max(MAX_KEYS_LENGTH, "too_long"),
    keySetUrl: z.string().trim().max(MAX_URL_LENGTH, "too_long"),
  })
  .refine(({ body, contentType }) => body === "own" || isServable(contentType), {
    path: ["contentType"],
    message: "content_type_invalid",
  });

function isServable(contentType: string): boolean {
  return CONTENT_TYPE.test(contentType) && !RUNS.test(contentType);
}

export type EndpointForm = z.output<typeof endpointFormSchema>;

const STATUS = { "200": 200, "201": 201, "202": 202, "204": 204 } as const;

/** What the form has the endpoint answer. */
export function contractOf({ status, body, text, contentType }: EndpointForm): ResponseContract {
  const isOwn = body === "own" || status === "204";
  return {
    status: STATUS[status],
    body: isOwn ? null : text,
    contentType: isOwn ? "application/json" : contentType,
  };
}

/** What the form edits, as it is kept. */
export interface EndpointSettings {
  readonly response: ResponseContract;
  readonly strictReject: boolean;
  /** Empty where the source's keys are no fetched set. */
  readonly keySetUrl: string;
}

/** The form that these settings came from. */
export function formOfSettings({
  response: { status, body, contentType },
  strictReject,
  keySetUrl,
}: EndpointSettings): EndpointForm {
  return {
    status: `${status}`,
    body: body === null ? "own" : "literal",
    text: body ?? "",
    contentType,
    unreadable: strictReject ? "reject" : "accept",
    publicKeys: "",
    keySetUrl,
  };
}
