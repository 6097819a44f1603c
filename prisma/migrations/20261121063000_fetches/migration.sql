-- What thin webhooks point to: a log of each address, and a queue of those still to be asked.

CREATE TABLE "message_fetch" (
    "shop_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "url" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "reason_code" TEXT,
    "reason_detail" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "status" INTEGER,
    "result_id" UUID,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_fetch_pkey" PRIMARY KEY ("shop_id","id"),
    CONSTRAINT "message_fetch_state_check" CHECK ("state" IN ('open', 'fetched', 'empty', 'failed'))
);
CREATE INDEX "message_fetch_shop_id_message_id_idx" ON "message_fetch"("shop_id", "message_id");
CREATE INDEX "message_fetch_shop_id_result_id_idx" ON "message_fetch"("shop_id", "result_id");
CREATE INDEX "message_fetch_received_at_idx" ON "message_fetch"("received_at");
-- Those that wait for somebody, by cause: healed when what they lack is entered.
CREATE INDEX "message_fetch_failed_idx" ON "message_fetch"("shop_id", "source_id", "reason_code") WHERE "state" = 'failed';

CREATE TABLE "fetch_task" (
    "shop_id" UUID NOT NULL,
    "fetch_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_token" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "fetch_task_pkey" PRIMARY KEY ("shop_id","fetch_id")
);
CREATE INDEX "fetch_task_shop_id_due_at_idx" ON "fetch_task"("shop_id", "due_at") WITH (deduplicate_items = off);
CREATE INDEX "fetch_task_source_id_idx" ON "fetch_task"("source_id");
ALTER TABLE "fetch_task" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0, vacuum_index_cleanup = on);

GRANT SELECT, INSERT, UPDATE, DELETE ON "message_fetch", "fetch_task" TO handoff_app;
GRANT SELECT, UPDATE ON "fetch_task" TO handoff_queue;
SELECT isolate_by_shop('message_fetch');
SELECT isolate_by_shop('fetch_task');
SELECT open_to_queue('fetch_task');

-- Housekeeping forgets fetches whose messages' contents are gone; the queue role sees no address.
GRANT SELECT ("received_at", "state"), DELETE ON "message_fetch" TO handoff_queue;
SELECT open_to_queue('message_fetch');
