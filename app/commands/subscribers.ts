import {
  sendAgain,
  type SendAgain,
  type SendAgainParts,
  writeTestEvent,
} from "../adapters/postgres/outgoing/send-again.ts";
import {
  renewSubscriberKey,
  rotateSubscriberSecret,
} from "../adapters/postgres/outgoing/subscriber-access.ts";
import {
  addSubscriber,
  changeSubscriber,
  type FreshAccess,
  removeSubscriber,
  setSubscriberState,
  type SubscriberParts,
  type SubscriberSetting,
} from "../adapters/postgres/outgoing/subscribers.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { SubscriberForm } from "../domain/outgoing/subscriber-form.ts";
import type { FieldError } from "../domain/source/source-form.ts";
import type { SourceRequests } from "../pipeline/ports.ts";
import { enteredTls, TLS_ERRORS } from "./entered-tls.ts";

export interface SubscriberCommandParts extends SubscriberParts, SendAgainParts {
  readonly sourceRequests: SourceRequests;
}

/** By the field of the form. */
export type SubscriberErrors = Readonly<Record<string, FieldError>>;

type Invalid = { readonly outcome: "invalid"; readonly errors: SubscriberErrors };

export type SubscriberMade =
  | ({ readonly outcome: "added"; readonly subscriberId: string } & FreshAccess)
  | { readonly outcome: "too_many" }
  | Invalid;

/** What a merchant does about those who are told of orders. */
export function subscriberCommands(parts: SubscriberCommandParts) {
  return {
    addSubscriber: (by: Actor, form: SubscriberForm) => add(parts, by, form),
    changeSubscriber: (
      by: Actor,
      change: { readonly subscriberId: string; readonly form: SubscriberForm },
    ) => save(parts, by, change),
    setSubscriberState: (by: Actor, change: Parameters<typeof setSubscriberState>[2]) =>
      setSubscriberState(parts, by, change),
    rotateSubscriberSecret: (by: Actor, subscriberId: string) =>
      rotateSubscriberSecret(parts, by, subscriberId),
    renewSubscriberKey: (by: Actor, subscriberId: string) =>
      renewSubscriberKey(parts, by, subscriberId),
    removeSubscriber: (by: Actor, subscriberId: string) =>
      removeSubscriber(parts, by, subscriberId),
    testSubscriber: (by: Actor, subscriberId: string) => writeTestEvent(parts, by, subscriberId),
    sendEventsAgain: (by: Actor, asked: SendAgain) => sendAgain(parts, by, asked),
  };
}

async function add(
  parts: SubscriberCommandParts,
  by: Actor,
  form: SubscriberForm,
): Promise<SubscriberMade> {
  const read = await readSetting(parts.sourceRequests, form);
  if ("outcome" in read) return read;
  const added = await addSubscriber(parts, by, read);
  switch (added.outcome) {
    case "added":
      return added;
    case "name_taken":
      return invalid({ name: "name_taken" });
    case "too_many":
      return { outcome: "too_many" };
  }
}

async function save(
  parts: SubscriberCommandParts,
  by: Actor,
  { subscriberId, form }: { readonly subscriberId: string; readonly form: SubscriberForm },
): Promise<{ readonly outcome: "changed" | "not_found" } | Invalid> {
  const read = await readSetting(parts.sourceRequests, form);
  if ("outcome" in read) return read;
  const outcome = await changeSubscriber(parts, by, { subscriberId, setting: read });
  return outcome === "name_taken" ? invalid({ name: "name_taken" }) : { outcome };
}

async function readSetting(
  requests: SourceRequests,
  form: SubscriberForm,
): Promise<SubscriberSetting | Invalid> {
  const tls = enteredTls(form);
  const errors: SubscriberErrors = {
    ...(typeof tls === "string" ? { [tls]: TLS_ERRORS[tls] } : {}),
    ...(await urlErrors(requests, form, "url")),
    ...(await urlErrors(requests, form, "secondUrl")),
  };
  if (typeof tls === "string" || Object.keys(errors).length > 0) return invalid(errors);
  const { name, kind, format, language, eventTypes, url, secondUrl } = form;
  const urls = { url: orNull(url), secondUrl: orNull(secondUrl) };
  return { name, kind, format, language, eventTypes, tls, ...urls };
}

function orNull(url: string): string | null {
  return url === "" ? null : url;
}

function invalid(errors: SubscriberErrors): Invalid {
  return { outcome: "invalid", errors };
}

/** A host that does not answer now may be well later; one that may not be asked never is. */
async function urlErrors(
  requests: SourceRequests,
  form: SubscriberForm,
  field: "url" | "secondUrl",
): Promise<SubscriberErrors> {
  const blocked = form[field] === "" ? null : await requests.check(form[field]);
  if (blocked?.outcome !== "blocked") return {};
  return { [field]: blocked.code === "address_not_allowed" ? "url_not_allowed" : "url_invalid" };
}
