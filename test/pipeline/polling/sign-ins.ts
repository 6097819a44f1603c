import type { Auth } from "../../../app/domain/polling/definition/auth-schema.ts";
import type { PollerDefinition } from "../../../app/domain/polling/definition/poller-schema.ts";
import type { Asked, Told } from "./own-source.ts";

const NAMES = ["client_id", "client_secret", "user", "password", "refresh"] as const;
/** What the merchant entered. */
export const INPUTS = {
  client_id: "id",
  client_secret: "s3cret",
  user: "ops",
  password: "p:w",
  refresh: "r0",
};

/** Polls one list, signed in so. */
export function withAuth(auth: Auth): PollerDefinition {
  return {
    inputs: NAMES.map((name) => ({ name, label: name, isSecret: true })),
    auth,
    feeds: [
      {
        name: "orders",
        request: { url: "/orders" },
        records: { path: "$.orders[*]", id: "$.id" },
        paging: { kind: "none" },
        watermark: { kind: "none" },
      },
    ],
    limits: { requestsPerMinute: 60_000, burst: 1_000 },
  };
}

export const REFRESHED: Auth = {
  kind: "refresh_token",
  url: "/token",
  clientId: "{input.client_id}",
  clientSecret: "{input.client_secret}",
  refreshToken: "{input.refresh}",
};

/** Each refresh token is good once, and every answer brings the next one. */
export function rotating(): {
  give: (asked: Asked) => string | Told;
  readonly refreshes: string[];
} {
  const refreshes: string[] = [];
  return {
    refreshes,
    give: ({ fields }) => {
      const { refresh_token: given = "" } = fields;
      refreshes.push(given);
      return given === `r${String(refreshes.length - 1)}`
        ? `t${String(refreshes.length)}`
        : { status: 400, json: { error: "invalid_grant" } };
    },
  };
}

/** The answer that brings the next refresh token with an access token. */
export function nextRefresh(access_token: string) {
  return { access_token, expires_in: 3600, refresh_token: access_token.replace("t", "r") };
}
