import { definitionOfForm, NEW_POLLER_FORM } from "../../../app/domain/polling/poller-form.ts";
import { idAt, type Past, type Statement } from "./statement.ts";

const POLL_MINUTES = 10;
const FEED = "orders";

/** Each OMS is polled since the beginning: its polls, and what they saw of every order. */
export function pollStatements({ shopId, now, days }: Past): readonly Statement[] {
  return [
    {
      text: `INSERT INTO poller (source_id, shop_id, definition, state)
        SELECT id, shop_id, $2, 'on' FROM source WHERE shop_id = $1 AND role = 'oms'
        ON CONFLICT DO NOTHING`,
      values: [shopId, JSON.stringify(definitionOfForm(NEW_POLLER_FORM))],
    },
    {
      // As `poll-retention` leaves them.
      text: `INSERT INTO poll (id, shop_id, source_id, started_at, ended_at, requests, read, fresh, first_message_id, last_message_id)
        SELECT ${idAt("at", "s.id::text || at::text")}, $1, s.id, at, at + interval '20 seconds', 3, 60, 4,
          ${idAt("at", "'0'")}, ${idAt("at + interval '20 seconds'", "'0'")}
        FROM source AS s CROSS JOIN generate_series(
          $2::timestamptz - make_interval(days => $3), $2::timestamptz - interval '1 minute',
          interval '${String(POLL_MINUTES)} minutes') AS at
        WHERE s.shop_id = $1 AND s.role = 'oms'`,
      values: [shopId, now, Math.min(days, 29)],
    },
    {
      text: `INSERT INTO polled_record (source_id, feed, record_key, shop_id, record_id, content_hash, generation, is_ended, changed_at, read_at)
        SELECT t.source_id, '${FEED}', sha256(o.id::text::bytea), $1, o.display_name, sha256(o.display_name::bytea), 3,
          o.milestone IN ('delivered', 'picked_up', 'cancelled', 'returned') OR o.updated_at < $2::timestamptz - interval '20 days',
          o.updated_at, o.updated_at
        FROM order_source AS t JOIN order_record AS o ON o.id = t.order_record_id
        JOIN source AS s ON s.id = t.source_id AND s.role = 'oms' WHERE t.shop_id = $1`,
      values: [shopId, now],
    },
  ];
}
