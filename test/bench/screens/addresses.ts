import type { SeededStage } from "../../seed/seeded-stage.ts";

/** A place of the app. */
export interface Address {
  /** What a person would call it. */
  readonly name: string;
  readonly path: string;
}

interface Found {
  readonly sourceId: string;
  readonly erpId: string;
  readonly newest: string;
  readonly oldest: string;
  readonly middle: string;
  readonly stuck: string;
  readonly recentIds: readonly string[];
  readonly eventId: string;
  readonly orderId: string;
  readonly orderName: string;
  readonly blockedId: string;
  readonly tracking: string;
  readonly orderCursor: string;
  /** Between the order's first entry and its last. */
  readonly pastMoment: string;
  readonly ledgerCursor: string;
  readonly auditCursor: string;
  readonly subscriberId: string;
  readonly replayRunId: string;
  readonly reconciliationId: string;
  readonly gapKey: string;
  readonly openOrderIds: readonly string[];
}

/** Every list, filter, search and detail, at places that the seeded data has. */
export async function addressesOf(stage: SeededStage): Promise<readonly Address[]> {
  const found = await findPlaces(stage);
  return [
    ...homeAndSettings(found),
    ...sourceAddresses(found),
    ...diagnosisAddresses(found),
    ...messageAddresses(found),
    ...orderAddresses(found),
  ];
}

function homeAndSettings({ auditCursor, subscriberId }: Found): readonly Address[] {
  const subscriber = `/settings/subscribers/${subscriberId}`;
  return [
    { name: "home", path: "/" },
    { name: "home, a week", path: "/?span=week" },
    { name: "sources", path: "/sources" },
    { name: "connect a source", path: "/sources/new" },
    { name: "alerts", path: "/alerts" },
    { name: "settings", path: "/settings" },
    { name: "subscribers", path: "/settings/subscribers" },
    { name: "add a subscriber", path: "/settings/subscribers/new" },
    { name: "subscriber", path: subscriber },
    { name: "subscriber, failed", path: `${subscriber}?state=failed` },
    { name: "change a subscriber", path: `${subscriber}/edit` },
    { name: "audit log", path: "/settings/audit" },
    { name: "audit log, area", path: "/settings/audit?area=sources" },
    { name: "audit log, deep", path: `/settings/audit?after=${auditCursor}` },
  ];
}

function diagnosisAddresses(found: Found): readonly Address[] {
  const { openOrderIds, replayRunId, reconciliationId, gapKey } = found;
  const reconciliation = `/reconciliation/${reconciliationId}`;
  return [
    { name: "diagnosis", path: "/diagnosis" },
    { name: "diagnosis, zone", path: "/diagnosis?zone=delivery" },
    { name: "diagnosis, signal", path: "/diagnosis?signal=asymmetry" },
    { name: "diagnosis, healed", path: "/diagnosis?state=closed" },
    { name: "diagnosis of orders", path: `/diagnosis/summary?orders=${openOrderIds.join(",")}` },
    { name: "bundle for a ticket", path: `/diagnosis/bundle?orders=${openOrderIds.join(",")}` },
    { name: "reconciliations", path: "/reconciliation" },
    { name: "reconciliations, a month", path: "/reconciliation?span=month" },
    { name: "reconciliation", path: reconciliation },
    { name: "reconciliation, kind", path: `${reconciliation}?kind=not_applied` },
    { name: "reconciliation, deep", path: `${reconciliation}?after=${encodeURIComponent(gapKey)}` },
    { name: "run", path: `/runs/${replayRunId}` },
  ];
}

function sourceAddresses({ sourceId, recentIds }: Found): readonly Address[] {
  const base = `/sources/${sourceId}`;
  const ids = recentIds.join(",");
  return [
    { name: "source", path: base },
    { name: "status map", path: `${base}/statuses` },
    { name: "mapping editor", path: `${base}/mapping` },
    { name: "its messages", path: `${base}/mapping/messages?format=json&ids=${ids}` },
    { name: "versions", path: `${base}/versions` },
    { name: "publish", path: `${base}/publish` },
    { name: "endpoint", path: `${base}/endpoint` },
    { name: "API access", path: `${base}/access` },
    { name: "polling", path: `${base}/polling` },
    { name: "polling, a month", path: `${base}/polling?span=month` },
    { name: "message queue", path: `${base}/queue` },
    { name: "arrivals", path: `${base}/arrivals?format=json` },
  ];
}

function messageAddresses(found: Found): readonly Address[] {
  const { sourceId, erpId, newest, oldest, middle, stuck } = found;
  const list = (name: string, search: string): Address => ({
    name: `messages, ${name}`,
    path: `/messages?${search}`,
  });
  return [
    { name: "messages", path: "/messages" },
    list("deep", `after=${middle}`),
    list("state", "state=quarantined"),
    list("two states", "state=applied&state=waiting"),
    list("rare state", "state=superseded"),
    list("zone", "zone=handling"),
    list("problem", "reason=unmapped_status"),
    list("source", `source=${erpId}`),
    list("via", "via=poll"),
    list("rare via", "via=import"),
    list("last hour", "time=hour"),
    list("mix", `source=${sourceId}&via=poll&state=applied&time=week`),
    list("by order", `q=${encodeURIComponent(found.orderName)}`),
    list("by tracking", `q=${found.tracking}`),
    list("by event id", `q=${found.eventId}`),
    list("nothing found", "q=nothing-has-this-name"),
    { name: "message", path: `/messages/${newest}` },
    { name: "message, old", path: `/messages/${oldest}` },
    { name: "message, stuck", path: `/messages/${stuck}` },
    { name: "edit a message", path: `/messages/${newest}/edit` },
  ];
}

function orderAddresses(found: Found): readonly Address[] {
  const list = (name: string, search: string): Address => ({
    name: `orders, ${name}`,
    path: `/orders?${search}`,
  });
  return [
    { name: "orders", path: "/orders" },
    list("deep", `after=${encodeURIComponent(found.orderCursor)}`),
    list("needs a person", "agreement=needs_person"),
    list("waiting", "agreement=waiting"),
    list("block", "block=line_not_found"),
    list("milestone", "milestone=delivered"),
    list("rare milestone", "milestone=on_hold"),
    list("source", `source=${found.erpId}`),
    list("waiting a day", "waiting=day"),
    list("zone", "zone=handling"),
    list("rare zone", "zone=delivery"),
    list("zone, mix", `zone=handling&agreement=waiting&source=${found.sourceId}`),
    list("mix", `agreement=agreed&milestone=delivered&source=${found.sourceId}`),
    list("by name", `q=${encodeURIComponent(found.orderName)}`),
    list("by tracking", `q=${found.tracking}`),
    list("nothing found", "q=nothing-has-this-name"),
    { name: "order", path: `/orders/${found.orderId}` },
    { name: "order, older ledger", path: `/orders/${found.orderId}?ledger=${found.ledgerCursor}` },
    { name: "order, as it was", path: `/orders/${found.orderId}?as-of=${found.pastMoment}` },
    { name: "order, blocked", path: `/orders/${found.blockedId}` },
  ];
}

async function findPlaces({ owner, shopId }: SeededStage): Promise<Found> {
  const one = async (text: string): Promise<string> => {
    const { rows } = await owner.query<{ value: string }>(text, [shopId]);
    if (rows[0] === undefined) throw new Error(`the seeded data has nothing for: ${text}`);
    return rows[0].value;
  };
  const message = (where: string, order: "ASC" | "DESC") =>
    one(
      `SELECT message_id AS value FROM interpretation WHERE shop_id = $1 AND ${where} ORDER BY message_id ${order} LIMIT 1`,
    );
  const source = (name: string) =>
    one(`SELECT id AS value FROM source WHERE shop_id = $1 AND name = '${name}'`);
  const order = (what: string, where: string) =>
    one(
      `SELECT ${what} AS value FROM order_record WHERE shop_id = $1 AND ${where} ORDER BY updated_at DESC, id DESC LIMIT 1`,
    );
  const oldest = await message("true", "ASC");
  const newest = await message("state = 'applied'", "DESC");
  const orderId = await order("id", "agreement = 'agreed' AND milestone = 'delivered'");
  const middle = halfway(oldest, newest);
  return {
    sourceId: await source("Main OMS"),
    erpId: await source("Ledger"),
    newest,
    oldest,
    middle,
    stuck: await message("state = 'quarantined'", "DESC"),
    recentIds: await recent(owner, shopId),
    eventId: (await keyOf(owner, newest)).replace(/^id:/, ""),
    orderId,
    orderName: await one(
      `SELECT display_name AS value FROM order_record WHERE shop_id = $1 AND id = '${orderId}'`,
    ),
    pastMoment: await one(
      `SELECT to_char((min(created_at) + (max(created_at) - min(created_at)) / 2) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS value
       FROM ledger_entry WHERE shop_id = $1 AND order_record_id = '${orderId}'`,
    ),
    blockedId: await order("id", "agreement = 'needs_person'"),
    tracking: await one(
      `SELECT value FROM order_reference WHERE shop_id = $1 AND order_record_id = '${orderId}' AND kind = 'tracking'`,
    ),
    orderCursor: await order(
      `to_char(updated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '_' || id`,
      "updated_at < now() - interval '15 days'",
    ),
    ledgerCursor: await one(
      `SELECT max(id)::text AS value FROM ledger_entry WHERE shop_id = $1 AND order_record_id = '${orderId}'`,
    ),
    ...(await findTraces(owner, shopId)),
  };
}

/** What Handoff's own work left behind. */
async function findTraces(
  owner: SeededStage["owner"],
  shopId: string,
): Promise<
  Pick<
    Found,
    "auditCursor" | "subscriberId" | "replayRunId" | "reconciliationId" | "gapKey" | "openOrderIds"
  >
> {
  const all = async (text: string): Promise<readonly string[]> => {
    const { rows } = await owner.query<{ value: string }>(text, [shopId]);
    return rows.map(({ value }) => value);
  };
  const one = async (text: string): Promise<string> => (await all(text))[0] ?? "";
  const reconciliationId = await one(
    "SELECT run_id AS value FROM reconciliation_run WHERE shop_id = $1 ORDER BY started_at DESC LIMIT 1",
  );
  return {
    reconciliationId,
    gapKey: await one(
      `SELECT key AS value FROM reconciliation_gap WHERE shop_id = $1 AND run_id = '${reconciliationId}' ORDER BY key OFFSET 5 LIMIT 1`,
    ),
    auditCursor: await one(
      "SELECT id AS value FROM audit_entry WHERE shop_id = $1 ORDER BY id DESC OFFSET 1000 LIMIT 1",
    ),
    subscriberId: await one(
      "SELECT id AS value FROM subscriber WHERE shop_id = $1 AND is_pushed ORDER BY id LIMIT 1",
    ),
    replayRunId: await one(
      "SELECT id AS value FROM run WHERE shop_id = $1 AND kind = 'replay' ORDER BY id DESC LIMIT 1",
    ),
    openOrderIds: await all(
      "SELECT order_record_id AS value FROM discrepancy WHERE shop_id = $1 AND closed_at IS NULL ORDER BY due_at, id LIMIT 20",
    ),
  };
}

async function keyOf(owner: SeededStage["owner"], id: string): Promise<string> {
  const { rows } = await owner.query<{ key: string }>(
    "SELECT deduplication_key AS key FROM interpretation WHERE message_id = $1",
    [id],
  );
  return rows[0]?.key ?? "";
}

async function recent(owner: SeededStage["owner"], shopId: string): Promise<readonly string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `SELECT i.message_id AS id FROM interpretation AS i JOIN source AS s ON s.id = i.source_id
     WHERE i.shop_id = $1 AND s.name = 'Main OMS' ORDER BY i.message_id DESC LIMIT 50`,
    [shopId],
  );
  return rows.map(({ id }) => id);
}

/** The id between two: ids sort by time. */
function halfway(from: string, to: string): string {
  const time = (id: string) => Number.parseInt(id.slice(0, 13).replace("-", ""), 16);
  const middle = Math.floor((time(from) + time(to)) / 2)
    .toString(16)
    .padStart(12, "0");
  return `${middle.slice(0, 8)}-${middle.slice(8)}-7000-8000-000000000000`;
}
