import type { PollerDefinition } from "../../domain/polling/definition/poller-schema.ts";
import type { PollCursor } from "../../domain/polling/poll-state.ts";
import type { RequestBucket } from "../../domain/polling/token-bucket.ts";
import type { SpanPollers } from "../../pipeline/ports.ts";
import { openSession } from "./poll-sessions.ts";
import { rememberRecords } from "./polled-records.ts";
import type { PollerParts } from "./pollers.ts";
import { storedJson } from "./stored-text.ts";

interface SpanRow {
  readonly definition: PollerDefinition;
  readonly cursor: PollCursor;
  readonly bucket: RequestBucket | null;
  readonly session: Buffer | null;
  readonly is_polling: boolean;
}

/** Sources whose past is read, beside their own polls. */
export function postgresSpanPollers({
  database,
  keys,
}: Pick<PollerParts, "database" | "keys">): SpanPollers {
  return {
    async load(shopId, sourceId) {
      const [row] = await database.forShop(shopId, (sql) =>
        sql.query<SpanRow>(
          `SELECT p.definition, p.cursor, p.bucket, p.session, t.lease_token IS NOT NULL AS is_polling
           FROM poller AS p LEFT JOIN poll_task AS t ON t.source_id = p.source_id
           WHERE p.shop_id = $1 AND p.source_id = $2`,
          [shopId, sourceId],
        ),
      );
      if (row === undefined) return null;
      const { definition, cursor, bucket, is_polling: isPolling } = row;
      const session =
        row.session === null
          ? null
          : openSession(await keys.of(shopId), { shopId, sourceId }, row.session);
      return { definition, cursor, bucket, session, isPolling };
    },
    savePage: (source, page) =>
      database.forShop(source.shopId, async (sql) => {
        await rememberRecords(sql, source, page);
        await sql.execute("UPDATE poller SET bucket = $3 WHERE shop_id = $1 AND source_id = $2", [
          source.shopId,
          source.sourceId,
          page.bucket === null ? null : storedJson(page.bucket),
        ]);
      }),
  };
}
