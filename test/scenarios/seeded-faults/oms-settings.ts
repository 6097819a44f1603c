import type { StatusMap } from "../../../app/domain/mapping/mapping-version.ts";
import { genericJson } from "../../../app/domain/mapping/presets/generic-json.ts";
import type { PollerDefinition } from "../../../app/domain/polling/definition/poller-schema.ts";
import type { SignatureScheme } from "../../../app/domain/signature/scheme.ts";
import { withWebhookReports } from "../../domain/polling/definitions.ts";

/** An HMAC over the body without a time: a gateway may pass it on late. */
export const SIGNED: SignatureScheme = {
  kind: "hmac",
  algorithm: "sha256",
  encoding: "hex",
  place: { from: "header", name: "x-oms-signature", syntax: { kind: "raw" } },
  content: "{body}",
  timestamp: null,
  id: null,
  secretFormat: "utf8",
  keyDerivation: "none",
};

/** The OMS's events are polled, and its log and its registration are read. */
export const POLLER: PollerDefinition = {
  ...withWebhookReports,
  openSet: undefined,
  feeds: [
    {
      name: "events",
      request: {
        url: "/api/events",
        query: { since: "{since}", page: "{page}", per_page: "{limit}" },
      },
      records: { path: "$.events[*].payload", id: "$.event_id" },
      paging: { kind: "page", limit: 100, pages: { from: "body", path: "$.pages" } },
      watermark: { kind: "updated_since", format: "iso", path: "$.occurred_at" },
    },
  ],
};

/** What the shop's mapping leaves without a meaning. */
export const STATUSES: StatusMap = Object.fromEntries(
  Object.entries(genericJson.statusMap).filter(([status]) => status !== "on_hold"),
);
