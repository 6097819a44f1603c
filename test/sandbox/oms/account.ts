import { randomBytes } from "node:crypto";
import type { OmsEvent } from "./event.ts";
import type { Faults } from "./faults.ts";
import { noFaults } from "./faults.ts";
import type { Order } from "./order.ts";
import type { Status } from "./status.ts";

export const SIGNINGS = {
  hmac_hex: "HMAC-SHA256 of the body, hexadecimal",
  hmac_base64: "HMAC-SHA256 of the body, base64",
  standard_webhooks: "Standard Webhooks",
} as const;

export type Signing = keyof typeof SIGNINGS;

/** Where and how an account's webhooks go; entered on its page, as in a real OMS. */
export interface WebhookSettings {
  url: string | null;
  secret: string | null;
  signing: Signing;
  enabled: boolean;
  /** Statuses for which this OMS sends no event. */
  muted: readonly Status[];
  /** What stands between this OMS and the receiver; requests go there, and the log names the URL. */
  gateway: string | null;
}

/** Where the account imports its orders from. */
export interface StoreLink {
  readonly shopifyUrl: string;
  readonly shop: string;
}

/** One customer of this OMS: its orders, its events and its settings. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly apiKey: string;
  readonly locations: readonly string[];
  readonly webhook: WebhookSettings;
  readonly faults: Faults;
  readonly orders: Map<string, Order>;
  readonly events: OmsEvent[];
  /** Events that the fault `reorder` holds back. */
  readonly held: OmsEvent[];
  /** What `POST /api/token` gave and what has not expired. */
  readonly tokens: Set<string>;
  /** What a 429 of the API says. */
  waitHeader: { readonly name: string; readonly value: string };
  store: StoreLink | null;
  eventCount: number;
  shipmentCount: number;
  parcelCount: number;
}

export interface NewAccount {
  readonly id: string;
  readonly name: string;
  readonly locations: readonly string[];
}

export function makeAccount({ id, name, locations }: NewAccount): Account {
  return {
    id,
    name,
    apiKey: `oms_${randomBytes(18).toString("hex")}`,
    locations,
    webhook: {
      url: null,
      secret: null,
      signing: "standard_webhooks",
      enabled: true,
      muted: [],
      gateway: null,
    },
    faults: noFaults(),
    orders: new Map(),
    events: [],
    held: [],
    tokens: new Set(),
    waitHeader: { name: "retry-after", value: "1" },
    store: null,
    eventCount: 0,
    shipmentCount: 0,
    parcelCount: 0,
  };
}

export function isSigning(value: unknown): value is Signing {
  return typeof value === "string" && Object.hasOwn(SIGNINGS, value);
}
