import { z } from "zod";
import type { Answer } from "./client/answer-reader.ts";
import type { FuzzInput } from "./input.ts";

/** Every answer that a delivery may get, as the catalogue of bad input has them. */
const REFUSALS: Readonly<Record<number, readonly string[]>> = {
  400: [
    "malformed_request",
    "empty_body",
    "duplicate_header",
    "too_many_signatures",
    "content_encoding_malformed",
  ],
  401: [
    "signature_missing",
    "signature_malformed",
    "signature_mismatch",
    "timestamp_invalid",
    "timestamp_out_of_tolerance",
    "id_invalid",
    "key_unknown",
  ],
  404: ["endpoint_not_found"],
  405: ["method_not_allowed"],
  408: ["request_timeout"],
  410: ["endpoint_stopped"],
  413: ["body_too_large"],
  414: ["address_too_long"],
  415: ["content_type_not_supported", "charset_not_supported", "content_encoding_not_supported"],
  417: ["expectation_failed"],
  429: ["rate_limited", "too_many_bad_signatures"],
  431: ["headers_too_large"],
  503: ["overloaded", "inbox_unavailable"],
};

const acceptedSchema = z.looseObject({
  id: z.uuid(),
  outcome: z.enum(["recorded", "duplicate", "quarantined"]),
  first_id: z.uuid().optional(),
});
const refusedSchema = z.object({
  error: z.object({ code: z.string(), message: z.string().min(1) }),
});

/** What an answer means, and what is wrong with it if anything is. */
export type Judgement =
  | { readonly kind: "accepted" | "repeated"; readonly messageId: string }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "options" }
  | { readonly kind: "silence" }
  | { readonly kind: "wrong"; readonly why: string };

export function judge(input: FuzzInput, answer: Answer | null): Judgement {
  if (answer === null)
    return input.must === "end" ? { kind: "silence" } : wrong("no answer", answer);
  const meaning = meaningOf(answer);
  const isTaken = meaning.kind === "accepted" || meaning.kind === "repeated";
  if (isTaken && input.must === "be_refused") return wrong("was accepted", answer);
  if (meaning.kind === "refused" && input.must === "be_accepted")
    return wrong("was refused", answer);
  return meaning;
}

function meaningOf(answer: Answer): Judgement {
  const { status, body } = answer;
  if (status === 204) return { kind: "options" };
  if (status === 200 || status === 201 || status === 202) return acceptedOf(answer);
  const refused = refusedSchema.safeParse(jsonOf(body));
  if (!refused.success) return wrong("no answer of the catalogue", answer);
  const { code } = refused.data.error;
  const isKnown = REFUSALS[status]?.includes(code) === true;
  return isKnown ? { kind: "refused", code } : wrong("no answer of the catalogue", answer);
}

function acceptedOf(answer: Answer): Judgement {
  const accepted = acceptedSchema.safeParse(jsonOf(answer.body));
  if (!accepted.success) return wrong("accepted in other words", answer);
  const { id, outcome, first_id: first } = accepted.data;
  switch (outcome) {
    case "recorded":
      return { kind: "accepted", messageId: id };
    case "duplicate":
      return { kind: "repeated", messageId: first ?? id };
    case "quarantined":
      return { kind: "repeated", messageId: id }; // content that came before under this id is not kept twice
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function wrong(why: string, answer: Answer | null): Judgement {
  const said = answer === null ? "" : `: ${String(answer.status)} ${answer.body.slice(0, 300)}`;
  return { kind: "wrong", why: why + said };
}
