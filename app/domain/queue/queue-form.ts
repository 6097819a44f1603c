import { z } from "zod";
import { regionOfQueue } from "./queue-address.ts";

export const MAX_QUEUE_URL_LENGTH = 500;
export const MAX_REGION_LENGTH = 60;
export const MAX_KEY_ID_LENGTH = 128;
export const MAX_KEY_SECRET_LENGTH = 200;

/** `https://host/account/name`; the adapter checks where it leads. */
const QUEUE_URL = /^https?:\/\/[^\s/?#@\\]+(?:\/[^\s/?#\\]+)+$/i;
const REGION = /^(?:[a-z]{2,}(?:-[a-z0-9]+)+)?$/;
/** What a header of the signature can hold without changing its meaning. */
const KEY_ID = /^[\w-]*$/;
const KEY_SECRET = /^[\x21-\x7e]*$/;

/** The form "Message queue", as it is sent. A secret that is left blank keeps what was entered before. */
export const queueFormSchema = z
  .strictObject({
    url: z
      .string()
      .trim()
      .min(1, "required")
      .max(MAX_QUEUE_URL_LENGTH, "too_long")
      .regex(QUEUE_URL, "queue_url_invalid"),
    /** Blank takes the one that the URL names. */
    region: z
      .string()
      .trim()
      .toLowerCase()
      .max(MAX_REGION_LENGTH, "too_long")
      .regex(REGION, "region_invalid"),
    accessKeyId: z
      .string()
      .trim()
      .min(1, "required")
      .max(MAX_KEY_ID_LENGTH, "too_long")
      .regex(KEY_ID, "access_key_invalid"),
    secretAccessKey: z
      .string()
      .trim()
      .max(MAX_KEY_SECRET_LENGTH, "too_long")
      .regex(KEY_SECRET, "access_key_invalid"),
  })
  .refine(({ url, region }) => region !== "" || regionOfQueue(url) !== null, {
    path: ["region"],
    message: "required",
  })
  .refine(({ url, region }) => region === "" || (regionOfQueue(url) ?? region) === region, {
    path: ["region"],
    message: "region_differs",
  });

export type QueueForm = z.output<typeof queueFormSchema>;

/** The region that a form stands for, entered or named by the URL. */
export function regionOfForm({ url, region }: Pick<QueueForm, "url" | "region">): string {
  return region === "" ? (regionOfQueue(url) ?? "") : region;
}
