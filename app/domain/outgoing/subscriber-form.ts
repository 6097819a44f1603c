import { z } from "zod";
import { ALERT_LANGUAGES } from "../alerting/alert-words.ts";
import { EVENT_FORMATS, EVENT_TYPES, SUBSCRIBER_KINDS, TEXTED_TYPES } from "./event-type.ts";

export const MAX_SUBSCRIBERS = 10;
export const MAX_NAME_LENGTH = 60;
export const MAX_URL_LENGTH = 500;
const MAX_PEM_LENGTH = 20_000;

const HTTPS = /^https?:\/\/[^\s@\\]+$/i;

const address = z
  .string()
  .trim()
  .max(MAX_URL_LENGTH, "too_long")
  .refine((url) => url === "" || (HTTPS.test(url) && URL.canParse(url)), "url_invalid");

/**
 * The form of a subscriber, as it is sent. Without an address nothing is pushed
 * to it; the second is for while the first takes nothing.
 */
export const subscriberFormSchema = z
  .strictObject({
    name: z.string().trim().min(1, "required").max(MAX_NAME_LENGTH, "too_long"),
    kind: z.enum(SUBSCRIBER_KINDS, "unknown_choice"),
    url: address,
    secondUrl: address,
    format: z.enum(EVENT_FORMATS, "unknown_choice"),
    language: z.enum(ALERT_LANGUAGES, "unknown_choice"),
    eventTypes: z
      .array(z.enum(EVENT_TYPES, "unknown_choice"))
      .min(1, "required")
      .transform((types) => EVENT_TYPES.filter((type) => types.includes(type))),
    tls: z.enum(["public", "own_authority", "pinned"], "unknown_choice"),
    authority: z.string().trim().max(MAX_PEM_LENGTH, "too_long"),
    fingerprint: z.string().trim().max(200, "too_long"),
  })
  .refine(({ kind, url, secondUrl }) => url !== "" || (kind === "webhook" && secondUrl === ""), {
    path: ["url"],
    message: "required",
  })
  .refine(({ url, secondUrl }) => secondUrl === "" || secondUrl !== url, {
    path: ["secondUrl"],
    message: "same_address",
  })
  .refine(
    ({ kind, eventTypes }) =>
      kind === "webhook" || eventTypes.every((type) => TEXTED.includes(type)),
    { path: ["eventTypes"], message: "unknown_choice" },
  );

const TEXTED: readonly string[] = TEXTED_TYPES;

export type SubscriberForm = z.output<typeof subscriberFormSchema>;

/** A form in which nothing is entered yet. */
export const NEW_SUBSCRIBER: SubscriberForm = {
  name: "",
  kind: "webhook",
  url: "",
  secondUrl: "",
  format: "json",
  language: "en",
  eventTypes: [...TEXTED_TYPES],
  tls: "public",
  authority: "",
  fingerprint: "",
};
