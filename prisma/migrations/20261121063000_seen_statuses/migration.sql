-- Every status that a source's messages carried, counted, and the messages
-- that stopped because the status map did not know theirs.

CREATE TABLE "seen_status" (
    "shop_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "slot" SMALLINT NOT NULL,
    "status" TEXT NOT NULL,
    "written" TEXT NOT NULL,
    "meaning" TEXT,
    "messages" BIGINT NOT NULL DEFAULT 0,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_message_id" UUID NOT NULL,

    CONSTRAINT "seen_status_pkey" PRIMARY KEY ("shop_id","source_id","slot","status")
);

CREATE TABLE "stopped_message" (
    "shop_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "status" TEXT NOT NULL,
    "message_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stopped_message_pkey" PRIMARY KEY ("shop_id","source_id","status","message_id")
);

-- A replay takes its message off, whatever its statuses are.
CREATE INDEX "stopped_message_shop_id_message_id_idx" ON "stopped_message"("shop_id", "message_id");
-- Messages whose content is gone can be replayed no more.
CREATE INDEX "stopped_message_shop_id_received_at_idx" ON "stopped_message"("shop_id", "received_at");

-- Few rows that change with every message: each change stays on its page.
ALTER TABLE "seen_status" SET (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

GRANT SELECT, INSERT, UPDATE, DELETE ON "seen_status", "stopped_message" TO handoff_app;

SELECT isolate_by_shop(t::regclass) FROM unnest(ARRAY['seen_status', 'stopped_message']) AS t;

-- What is known already: the ledger has each status that was understood, the
-- open messages have those that were not. A status is named as the app names
-- it: NFKC, lower case, single spaces. The ledger holds the words that people
-- read; where a mapping takes those from another field, they are left out.
DO $$
DECLARE
    shop_ids uuid[];
    one uuid;
BEGIN
    SET LOCAL ROLE handoff_queue;
    SELECT array_agg(id) INTO shop_ids FROM "shop";
    RESET ROLE;
    FOREACH one IN ARRAY coalesce(shop_ids, '{}') LOOP
        PERFORM set_config('app.shop_id', one::text, true);

        INSERT INTO "seen_status" (shop_id, source_id, slot, status, written, meaning, messages,
            first_seen_at, last_seen_at, last_message_id)
        SELECT one, e.source_id, 0, named.status,
            (array_agg(e.source_status ORDER BY e.id DESC))[1],
            (array_agg(e.milestone ORDER BY e.id DESC))[1],
            count(DISTINCT e.message_id), min(e.received_at), max(e.received_at),
            (array_agg(e.message_id ORDER BY e.id DESC))[1]
        FROM "ledger_entry" AS e
        JOIN "mapping_version" AS v ON v.id = e.mapping_version_id AND NOT v.mapping ? 'statusText'
        CROSS JOIN LATERAL (
            SELECT trim(regexp_replace(lower(normalize(e.source_status, NFKC)), '\s+', ' ', 'g')) AS status) AS named
        WHERE e.shop_id = one AND e.message_id IS NOT NULL AND e.via <> 'replay'
          AND named.status <> '' AND length(named.status) <= 200
        GROUP BY e.source_id, named.status;

        INSERT INTO "stopped_message" (shop_id, source_id, status, message_id, received_at)
        SELECT DISTINCT one, i.source_id, named.status, i.message_id, i.received_at
        FROM "interpretation" AS i
        CROSS JOIN jsonb_array_elements(i.problems) AS problem
        CROSS JOIN LATERAL (
            SELECT trim(regexp_replace(lower(normalize(problem ->> 'value', NFKC)), '\s+', ' ', 'g')) AS status) AS named
        WHERE i.shop_id = one AND i.state = 'quarantined' AND i.reason_code = 'unmapped_status'
          AND problem ->> 'code' = 'unmapped_status'
          -- A longer one was cut when it was written down.
          AND length(problem ->> 'value') <= 80 AND named.status <> '';

        INSERT INTO "seen_status" (shop_id, source_id, slot, status, written, meaning, messages,
            first_seen_at, last_seen_at, last_message_id)
        SELECT one, source_id, 1, status, status, NULL, count(*), min(received_at), max(received_at),
            (array_agg(message_id ORDER BY message_id DESC))[1]
        FROM "stopped_message" WHERE shop_id = one GROUP BY source_id, status;
    END LOOP;
    PERFORM set_config('app.shop_id', '', true);
END
$$;
