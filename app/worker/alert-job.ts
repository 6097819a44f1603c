import type { AlertChannels } from "../adapters/postgres/alerts/alert-channels.ts";
import {
  type DueAlert,
  settleAlert,
  takeDueAlerts,
} from "../adapters/postgres/alerts/alert-deliveries.ts";
import { readAlertSetting } from "../adapters/postgres/alerts/alert-settings.ts";
import { watchShop } from "../adapters/postgres/alerts/incidents.ts";
import type { Database } from "../adapters/postgres/database.ts";
import type { ScheduledJob } from "../adapters/postgres/scheduled-jobs.ts";
import { alertText } from "../domain/alerting/alert-text.ts";
import { placeOf, zoneOf } from "../domain/alerting/condition.ts";
import { epochOf } from "../domain/instant.ts";
import type { Alert, AlertOutcome, Clock, Ids, Log, Metrics, Notifier } from "../pipeline/ports.ts";
import { installedShops } from "./housekeeping.ts";

export interface AlertParts {
  readonly database: Database;
  readonly channels: AlertChannels;
  readonly notifier: Notifier;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly metrics: Metrics;
  /** The address of a place in the app, inside the shop's admin. */
  readonly adminUrl: (shopDomain: string, place: string) => string;
}

/** Looks at every shop each minute, and tells who wanted to be told. */
export function alertJob(parts: AlertParts): ScheduledJob {
  return { name: "alerts", cron: "* * * * *", run: () => watchAll(parts) };
}

async function watchAll(parts: AlertParts): Promise<Readonly<Record<string, number>>> {
  const sum = { opened: 0, closed: 0, sent: 0 };
  for (const shopId of await installedShops(parts.database)) {
    try {
      const { opened, closed } = await watchShop(parts, shopId, parts.clock.now());
      sum.opened += opened;
      sum.closed += closed.length;
      for (const { kind, seconds } of closed) {
        parts.metrics.time("oms.incident.duration", kind, seconds);
      }
      sum.sent += await sendDueAlerts(parts, shopId);
    } catch (error) {
      parts.log.error("alerts.failed", error, { shop_id: shopId });
    }
  }
  return sum;
}

/** Sends what is due in one shop; answers how many arrived. */
export async function sendDueAlerts(parts: AlertParts, shopId: string): Promise<number> {
  let sent = 0;
  for (const due of await takeDueAlerts(parts.database, shopId)) {
    const end = await sendOne(parts, shopId, due);
    await settleAlert(parts.database, shopId, { due, end });
    if (end.outcome === "sent") sent += 1;
    else parts.log.warn("alert.not_sent", { shop_id: shopId, detail: end.detail });
  }
  return sent;
}

async function sendOne(parts: AlertParts, shopId: string, due: DueAlert): Promise<AlertOutcome> {
  const target = await parts.channels.open(shopId, due.channelId);
  if (target === null) return { outcome: "not_sent", detail: "It was removed.", isFinal: true };
  return parts.notifier.send(target, await alertOf(parts, shopId, due));
}

interface ShopRow {
  readonly domain: string;
  readonly time_zone: string | null;
}

async function alertOf(parts: AlertParts, shopId: string, due: DueAlert): Promise<Alert> {
  const { condition, what } = due;
  const [shop, language] = await parts.database.forShop(shopId, async (sql) => {
    const [row] = await sql.query<ShopRow>("SELECT domain, time_zone FROM shop WHERE id = $1", [
      shopId,
    ]);
    return [row, (await readAlertSetting(sql, shopId)).language] as const;
  });
  const format = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    timeZone: shop?.time_zone ?? "UTC",
    dateStyle: "medium",
    timeStyle: "short",
    hourCycle: "h23",
  });
  const domain = shop?.domain ?? "";
  return {
    id: due.deliveryId,
    what,
    shop: domain,
    at: due.at,
    condition: { kind: condition.kind, zone: zoneOf(condition) },
    text: alertText(condition, what, { language, time: (at) => format.format(epochOf(at)) }),
    url: parts.adminUrl(domain, placeOf(condition)),
  };
}
