import type { PollerForm } from "../../domain/polling/poller-form.ts";

export type PollerField = keyof PollerForm;

/** The fields in the order in which an API guide tells them. */
export const GROUPS = [
  { group: "auth", fields: ["auth", "authName", "tokenUrl"] },
  {
    group: "list",
    fields: [
      "listUrl",
      "sinceName",
      "timeFormat",
      "recordsPath",
      "idPath",
      "updatedPath",
      "isSorted",
    ],
  },
  { group: "paging", fields: ["paging", "pageName", "cursorPath", "limitName", "limit"] },
  { group: "open", fields: ["openUrl", "endedPath", "endedValues"] },
  { group: "pace", fields: ["requestsPerMinute", "quietMinutes", "overdueMinutes"] },
] as const satisfies readonly { readonly group: string; readonly fields: readonly PollerField[] }[];

/** Fields with a sentence of help. */
export const HELPED = [
  "recordsPath",
  "idPath",
  "updatedPath",
  "timeFormat",
  "isSorted",
  "openUrl",
  "endedValues",
] as const satisfies readonly PollerField[];

/** Whether a field means anything with what is chosen in the others. */
export function isShown(field: PollerField, { auth, paging, openUrl }: PollerForm): boolean {
  switch (field) {
    case "authName":
      return auth === "header" || auth === "query";
    case "tokenUrl":
      return auth === "client_credentials";
    case "pageName":
      return paging === "page" || paging === "offset" || paging === "cursor";
    case "cursorPath":
      return paging === "cursor";
    case "limitName":
    case "limit":
      return paging !== "none";
    case "endedPath":
    case "endedValues":
      return openUrl !== "";
    case "auth":
    case "listUrl":
    case "recordsPath":
    case "idPath":
    case "sinceName":
    case "updatedPath":
    case "timeFormat":
    case "isSorted":
    case "paging":
    case "openUrl":
    case "requestsPerMinute":
    case "quietMinutes":
    case "overdueMinutes":
      return true;
  }
}
