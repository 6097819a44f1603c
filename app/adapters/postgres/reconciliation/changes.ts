/**
 * Each change that was learnt in the shop ($1) from $2 up to $3, once however
 * often it was told: when a webhook first told it, and when a poll did.
 *
 * Where a source's polls carry event ids, events are compared by them; else a
 * change is an order, its shipment and what became of it. What happened before
 * the source was connected nobody could have been told by webhook, and a
 * replay tells nothing new.
 */
export const CHANGES = `seen AS (
    SELECT l.id, l.order_record_id, l.source_id, l.message_id, l.decision, l.milestone, l.source_status,
      l.occurred_at, l.received_at, l.via = 'poll' AS is_poll, l.learnt ->> 'eventId' AS event_id,
      coalesce(l.shipment_key, '') AS shipment
    FROM ledger_entry AS l JOIN source AS s ON s.id = l.source_id
    WHERE l.shop_id = $1 AND l.received_at >= $2 AND l.received_at < $3
      AND l.via IN ('webhook', 'fetch', 'queue', 'poll')
      AND (l.occurred_at IS NULL OR l.occurred_at >= s.created_at)
  ), logs AS (
    SELECT DISTINCT source_id FROM seen WHERE is_poll AND event_id IS NOT NULL
  ), keyed AS (
    SELECT seen.*, logs.source_id IS NOT NULL AND event_id IS NOT NULL AS is_event
    FROM seen LEFT JOIN logs USING (source_id)
  ), grouped AS (
    SELECT source_id, order_record_id, is_event,
      CASE WHEN is_event THEN 'event/' || event_id
        ELSE concat_ws('/', 'state', order_record_id, shipment, milestone) END AS key,
      min(received_at) FILTER (WHERE NOT is_poll) AS pushed_at,
      min(received_at) FILTER (WHERE is_poll) AS polled_at,
      min(occurred_at) AS occurred_at,
      (array_agg(event_id ORDER BY id))[1] AS event_id,
      (array_agg(milestone ORDER BY id))[1] AS milestone,
      (array_agg(shipment ORDER BY id))[1] AS shipment,
      (array_agg(source_status ORDER BY id))[1] AS source_status,
      (array_agg(message_id ORDER BY id))[1] AS message_id
    FROM keyed GROUP BY 1, 2, 3, 4
    HAVING is_event OR bool_or(decision IN ('advanced', 'refused'))
  ), traced AS (
    SELECT g.*, CASE WHEN g.polled_at IS NULL OR g.pushed_at <= g.polled_at THEN NULL ELSE (
        SELECT min(p.received_at) FROM ledger_entry AS p
        WHERE p.shop_id = $1 AND p.order_record_id = g.order_record_id AND p.source_id = g.source_id
          AND p.received_at < $2 AND p.via IN ('webhook', 'fetch', 'queue')
          AND CASE WHEN g.is_event THEN p.learnt ->> 'eventId' = g.event_id
            ELSE p.milestone = g.milestone AND coalesce(p.shipment_key, '') = g.shipment END
      ) END AS told_before
    FROM grouped AS g
  ), changes AS (
    SELECT *, least(pushed_at, polled_at) AS learnt_at,
      polled_at IS NOT NULL AND (pushed_at IS NULL OR pushed_at > polled_at) AS is_polled_first
    FROM traced WHERE told_before IS NULL
  )`;

/** Sources that any webhook ever reached; where none did, none is missed. */
export const PUSHED_SOURCES = `pushed AS (
    SELECT s.id AS source_id FROM source AS s
    WHERE s.shop_id = $1 AND EXISTS (
      SELECT FROM interpretation AS i WHERE i.shop_id = $1 AND i.source_id = s.id AND i.via IN ('webhook', 'fetch', 'queue'))
  )`;
