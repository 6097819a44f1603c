import { EVENT_TYPES } from "../../../app/domain/outgoing/event-type.ts";
import { idAt, type Past, type Statement } from "./statement.ts";

/** Of the messages one in so many was told of. */
const ONE_TOLD_IN = 2;

/**
 * Who was told meanwhile: a portal that is paused, so that nothing of a seeded
 * shop is sent anywhere, and an ERP that asks by itself.
 */
export function subscriberStatements({ shopId, now }: Past): readonly Statement[] {
  return [
    { text: SUBSCRIBERS, values: [shopId, now, [...EVENT_TYPES]] },
    { text: EVENTS, values: [shopId, now] },
    { text: DELIVERIES, values: [shopId] },
  ];
}

const ID = (name: string) => idAt("$2::timestamptz - interval '29 days'", `'${name}'`);

/** Their secrets open nothing: nobody is told by these. */
const SUBSCRIBERS = `INSERT INTO subscriber (id, shop_id, name, kind, url, tls, format, event_types, state, secrets, key_digest)
  SELECT id, $1::uuid, name, 'webhook', url, '{"check": "public"}', 'json', $3, state, '\\x00', sha256(uuid_send(id) || uuid_send($1::uuid))
  FROM (VALUES (${ID("portal")}, 'Customer portal', 'https://portal.example.com/events', 'paused'),
    (${ID("erp")}, 'Ledger', NULL, 'active')) AS s (id, name, url, state)`;

const EVENTS = `INSERT INTO outgoing_event (id, shop_id, type, order_id, order_name, source_id, status, metadata, created_at)
  SELECT ${idAt("i.updated_at", "'event' || i.message_id::text")}, $1::uuid, 'message.applied', o.order_id, o.display_name, i.source_id, 'applied',
    jsonb_build_object('message_id', i.message_id, 'source_event_id', substr(i.deduplication_key, 4), 'code', 'applied'), i.updated_at
  FROM interpretation AS i JOIN order_record AS o ON o.id = i.order_record_id
  WHERE i.shop_id = $1 AND i.state = 'applied' AND hashtext(i.message_id::text) % ${String(ONE_TOLD_IN)} = 0
    AND i.received_at > $2::timestamptz - interval '29 days'`;

const DELIVERIES = `INSERT INTO event_delivery (shop_id, subscriber_id, event_id, state, tries, tried_at, response_status, detail, log, acknowledged_at, created_at)
  SELECT $1::uuid, s.id, e.id, t.state, CASE t.state WHEN 'failed' THEN 4 WHEN 'delivered' THEN 1 ELSE 0 END,
    CASE WHEN t.state <> 'kept' THEN e.created_at END, CASE t.state WHEN 'failed' THEN 503 WHEN 'delivered' THEN 204 END,
    CASE t.state WHEN 'failed' THEN 'The address answered 503.' END,
    CASE t.state WHEN 'kept' THEN '[]' ELSE jsonb_build_array(
      jsonb_build_object('step', 'attempted', 'at', to_char(e.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
      jsonb_build_object('step', t.state, 'at', to_char(e.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'status', CASE t.state WHEN 'failed' THEN 503 ELSE 204 END)) END,
    CASE WHEN t.state = 'kept' AND hashtext(e.id::text) % 3 <> 0 THEN e.created_at + interval '1 minute' END, e.created_at
  FROM outgoing_event AS e CROSS JOIN subscriber AS s
  CROSS JOIN LATERAL (SELECT CASE WHEN NOT s.is_pushed THEN 'kept' WHEN hashtext(e.id::text) % 20 = 0 THEN 'failed' ELSE 'delivered' END AS state) AS t
  WHERE e.shop_id = $1 AND s.shop_id = $1 ORDER BY e.created_at, e.id`;
