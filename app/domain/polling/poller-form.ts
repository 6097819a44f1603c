import { z } from "zod";

import { canonicalJson } from "../canonical-json.ts";
import { dateFormatProblem } from "../mapping/language/date-format.ts";
import { compilePath } from "../mapping/language/path.ts";
import type { Auth } from "./definition/auth-schema.ts";
import type { Feed, OpenSet, PollerDefinition, PollInput } from "./definition/poller-schema.ts";

export const AUTH_CHOICES = [
  "bearer",
  "header",
  "query",
  "basic",
  "client_credentials",
  "none",
] as const;
export const PAGING_CHOICES = ["page", "offset", "cursor", "link_header", "none"] as const;

const path = z
  .string()
  .max(300)
  .refine((text) => text === "" || typeof compilePath(text) !== "string", {
    error: "path_invalid",
  });
const name = z.string().max(100);
const minutes = z.coerce
  .number<string | number>({ error: "number_invalid" })
  .min(1, { error: "number_invalid" })
  .max(1_440, { error: "number_invalid" });

/** How an ordinary REST source is polled, as the fields of a form; everything is a text or a number. */
export const pollerFormSchema = z.strictObject({
  auth: z.enum(AUTH_CHOICES),
  /** The header or parameter of the key. */
  authName: name,
  tokenUrl: z.string().max(500),
  listUrl: z
    .string()
    .regex(/^\/(?!\/)/, { error: "path_start" })
    .max(500),
  recordsPath: path.refine((text) => text !== "", { error: "required" }),
  idPath: path.refine((text) => text !== "", { error: "required" }),
  sinceName: name.refine((text) => text !== "", { error: "required" }),
  updatedPath: path,
  timeFormat: z
    .string()
    .refine((text) => dateFormatProblem(text) === null, { error: "format_invalid" }),
  isSorted: z.enum(["yes", "no"]),
  paging: z.enum(PAGING_CHOICES),
  pageName: name,
  limitName: name,
  limit: z.coerce
    .number<string | number>({ error: "number_invalid" })
    .int({ error: "number_invalid" })
    .min(1, { error: "number_invalid" })
    .max(1_000, { error: "number_invalid" }),
  cursorPath: path,
  openUrl: z
    .string()
    .max(500)
    .refine((text) => text === "" || (/^\/(?!\/)/.test(text) && text.includes("{id}")), {
      error: "open_invalid",
    }),
  endedPath: path,
  endedValues: z.string().max(500),
  requestsPerMinute: z.coerce
    .number<string | number>({ error: "number_invalid" })
    .min(1, { error: "number_invalid" })
    .max(60_000, { error: "number_invalid" }),
  quietMinutes: minutes,
  overdueMinutes: minutes,
});

export type PollerForm = z.output<typeof pollerFormSchema>;

/** What most sources are near to. */
export const NEW_POLLER_FORM: PollerForm = {
  auth: "bearer",
  authName: "X-Api-Key",
  tokenUrl: "/oauth/token",
  listUrl: "/api/orders",
  recordsPath: "$.orders[*]",
  idPath: "$.id",
  sinceName: "updated_since",
  updatedPath: "$.updated_at",
  timeFormat: "iso",
  isSorted: "no",
  paging: "page",
  pageName: "page",
  limitName: "per_page",
  limit: 50,
  cursorPath: "$.next_cursor",
  openUrl: "/api/orders/{id}",
  endedPath: "$.status",
  endedValues: "delivered, cancelled",
  requestsPerMinute: 60,
  quietMinutes: 15,
  overdueMinutes: 2,
};

/** The definition that the form describes; `checkPoller` has the last word. */
export function definitionOfForm(form: PollerForm): PollerDefinition {
  return {
    note: FORM_NOTE + JSON.stringify(form),
    inputs: [...inputsOf(form.auth)],
    auth: authOf(form),
    feeds: [feedOf(form)],
    ...(form.openUrl === "" ? {} : { openSet: openSetOf(form) }),
    limits: { requestsPerMinute: form.requestsPerMinute },
    minutes: { quiet: form.quietMinutes, overdue: form.overdueMinutes },
  };
}

const FORM_NOTE = "Made from the polling form: ";

/** The form that a definition was made from; null for one that says more than the form can, or was changed since. */
export function formOfDefinition(definition: PollerDefinition): PollerForm | null {
  const { note = "" } = definition;
  if (!note.startsWith(FORM_NOTE)) return null;
  const read = pollerFormSchema.safeParse(formIn(note));
  if (!read.success) return null;
  const isUnchanged = canonicalJson(definitionOfForm(read.data)) === canonicalJson(definition);
  return isUnchanged ? read.data : null;
}

/** The definition without what only the form reads. */
export function withoutFormNote({ note = "", ...definition }: PollerDefinition): PollerDefinition {
  return note === "" || note.startsWith(FORM_NOTE) ? definition : { note, ...definition };
}

function formIn(note: string): unknown {
  try {
    return JSON.parse(note.slice(FORM_NOTE.length));
  } catch {
    return null;
  }
}

function inputsOf(auth: PollerForm["auth"]): readonly PollInput[] {
  switch (auth) {
    case "none":
      return [];
    case "bearer":
    case "header":
    case "query":
      return [{ name: "key", label: "Key or token", isSecret: true }];
    case "basic":
      return [
        { name: "user", label: "User name", isSecret: false },
        { name: "password", label: "Password", isSecret: true },
      ];
    case "client_credentials":
      return [
        { name: "client_id", label: "Client ID", isSecret: false },
        { name: "client_secret", label: "Client secret", isSecret: true },
      ];
  }
}

function authOf({ auth, authName, tokenUrl }: PollerForm): Auth {
  switch (auth) {
    case "none":
      return { kind: "none" };
    case "bearer":
      return { kind: "static", headers: { authorization: "Bearer {input.key}" } };
    case "header":
      return { kind: "static", headers: { [authName]: "{input.key}" } };
    case "query":
      return { kind: "static", query: { [authName]: "{input.key}" } };
    case "basic":
      return { kind: "basic", user: "{input.user}", password: "{input.password}" };
    case "client_credentials":
      return {
        kind: "client_credentials",
        url: tokenUrl,
        clientId: "{input.client_id}",
        clientSecret: "{input.client_secret}",
      };
  }
}

function feedOf(form: PollerForm): Feed {
  const { updatedPath, timeFormat: format, isSorted } = form;
  return {
    name: "orders",
    request: { url: form.listUrl, query: { [form.sinceName]: "{since}", ...pagingQuery(form) } },
    records: { path: form.recordsPath, id: form.idPath },
    paging: pagingOf(form),
    watermark: {
      kind: "updated_since",
      format,
      order: isSorted === "yes" ? "ascending" : "unknown",
      ...(updatedPath === "" ? {} : { path: updatedPath }),
    },
  };
}

function pagingQuery({ paging, pageName, limitName }: PollerForm): Record<string, string> {
  const limit = limitName === "" || paging === "none" ? {} : { [limitName]: "{limit}" };
  switch (paging) {
    case "page":
      return { ...limit, [pageName]: "{page}" };
    case "offset":
      return { ...limit, [pageName]: "{offset}" };
    case "cursor":
      return { ...limit, [pageName]: "{cursor}" };
    case "link_header":
    case "none":
      return limit;
  }
}

function pagingOf({ paging, limit, cursorPath }: PollerForm): Feed["paging"] {
  switch (paging) {
    case "page":
    case "offset":
      return { kind: paging, limit };
    case "cursor":
      return { kind: paging, limit, next: { from: "body", path: cursorPath } };
    case "link_header":
      return { kind: paging, limit };
    case "none":
      return { kind: paging };
  }
}

function openSetOf({ openUrl, endedPath, endedValues }: PollerForm): OpenSet {
  const values = endedValues
    .split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "");
  return {
    feed: "orders",
    request: { url: openUrl },
    ended: {
      path: endedPath === "" ? "$.status" : endedPath,
      equals: values.length === 0 ? ["-"] : values,
    },
  };
}
