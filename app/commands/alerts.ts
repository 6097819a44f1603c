import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { AlertChannels } from "../adapters/postgres/alerts/alert-channels.ts";
import { readAlertSetting, writeAlertSetting } from "../adapters/postgres/alerts/alert-settings.ts";
import { writeAudit } from "../adapters/postgres/audit.ts";
import type { Database } from "../adapters/postgres/database.ts";
import type { Actor } from "../adapters/postgres/sources.ts";
import { alertRulesSchema } from "../domain/alerting/alert-rules.ts";
import { testText } from "../domain/alerting/alert-text.ts";
import { ALERT_LANGUAGES } from "../domain/alerting/alert-words.ts";
import { CHANNEL_KINDS, MAX_URL_LENGTH } from "../domain/alerting/channel-form.ts";
import type { AlertOutcome, AlertTarget, Clock, Ids, Notifier } from "../pipeline/ports.ts";

export interface AlertCommandParts {
  readonly database: Database;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly channels: AlertChannels;
  readonly notifier: Notifier;
  readonly adminUrl: (shopDomain: string, place: string) => string;
}

export const alertSettingSchema = z.strictObject({
  rules: alertRulesSchema,
  language: z.enum(ALERT_LANGUAGES, "unknown_choice"),
});

export const alertChannelSchema = z.strictObject({
  kind: z.enum(CHANNEL_KINDS, "unknown_choice"),
  url: z
    .string()
    .trim()
    .min(1, "required")
    .max(MAX_URL_LENGTH, "too_long")
    .refine(isWebUrl, "url_invalid"),
});

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

export type NewChannel = z.output<typeof alertChannelSchema>;

export function saveAlerts(
  { database, ids }: AlertCommandParts,
  by: Actor,
  setting: z.output<typeof alertSettingSchema>,
): Promise<void> {
  return database.forShop(by.shopId, (sql) => writeAlertSetting(sql, { by, ids }, setting));
}

export type AddChannelOutcome =
  /** The secret is told here alone; null where the kind has none. */
  | { readonly outcome: "added"; readonly secret: string | null }
  /** The test did not arrive, so nothing was kept. */
  | { readonly outcome: "unreachable"; readonly detail: string }
  | { readonly outcome: "too_many" };

/** Keeps an address for alerts once a test has arrived there: an alert that leads nowhere is none. */
export async function addAlertChannel(
  parts: AlertCommandParts,
  by: Actor,
  { kind, url }: NewChannel,
): Promise<AddChannelOutcome> {
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  const target: AlertTarget = kind === "slack" ? { kind, url } : { kind, url, secret };
  const end = await sendTest(parts, by, target);
  if (end.outcome === "not_sent") return { outcome: "unreachable", detail: end.detail };
  const id = await parts.channels.add(by, target);
  if (id === null) return { outcome: "too_many" };
  return { outcome: "added", secret: kind === "webhook" ? secret : null };
}

/** Sends a test to an address that is kept; null where the shop has no such. */
export async function testAlertChannel(
  parts: AlertCommandParts,
  by: Actor,
  channelId: string,
): Promise<AlertOutcome | null> {
  const target = await parts.channels.open(by.shopId, channelId);
  if (target === null) return null;
  const end = await sendTest(parts, by, target);
  await parts.database.forShop(by.shopId, (sql) =>
    writeAudit(sql, parts.ids, {
      ...by,
      action: "alert_channel.tested",
      subject: channelId,
      detail: { outcome: end.outcome },
    }),
  );
  return end;
}

async function sendTest(
  { database, ids, clock, notifier, adminUrl }: AlertCommandParts,
  { shopId }: Actor,
  target: AlertTarget,
): Promise<AlertOutcome> {
  const { shop, language } = await database.forShop(shopId, async (sql) => {
    const [row] = await sql.query<{ readonly domain: string }>(
      "SELECT domain FROM shop WHERE id = $1",
      [shopId],
    );
    return { shop: row?.domain ?? "", language: (await readAlertSetting(sql, shopId)).language };
  });
  return notifier.send(target, {
    id: ids.next(),
    what: "test",
    shop,
    at: clock.now(),
    condition: null,
    text: testText(language),
    url: adminUrl(shop, "/alerts"),
  });
}
