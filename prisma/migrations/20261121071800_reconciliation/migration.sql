-- Reconciliation: what the sources sent, what was received and what was applied,
-- compared again and again; and where a change was first learnt.

ALTER TABLE "shop_setting" ADD COLUMN "reconcile_minutes" INTEGER,
    ADD CONSTRAINT "shop_setting_reconcile_check" CHECK ("reconcile_minutes" BETWEEN 0 AND 10080);

-- Kept longer than the run that made it.
CREATE TABLE "reconciliation_run" (
    "run_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "report" JSONB NOT NULL,

    CONSTRAINT "reconciliation_run_pkey" PRIMARY KEY ("run_id")
);
CREATE INDEX "reconciliation_run_shop_id_started_at_idx" ON "reconciliation_run"("shop_id", "started_at");

CREATE TABLE "reconciliation_gap" (
    "shop_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "order_record_id" UUID,
    "order_name" TEXT NOT NULL,
    "source_id" UUID,
    "message_id" UUID,
    "event_id" TEXT,
    "milestone" TEXT,
    "source_status" TEXT,
    "detail" TEXT,
    "happened_at" TIMESTAMPTZ(3),
    "found_at" TIMESTAMPTZ(3) NOT NULL,
    "healed_at" TIMESTAMPTZ(3),

    CONSTRAINT "reconciliation_gap_pkey" PRIMARY KEY ("run_id", "key"),
    CONSTRAINT "reconciliation_gap_kind_check" CHECK ("kind" IN ('not_received', 'delayed', 'awaited', 'not_applied', 'storefront')),
    CONSTRAINT "reconciliation_gap_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "reconciliation_run"("run_id") ON DELETE CASCADE
);
CREATE INDEX "reconciliation_gap_open_idx" ON "reconciliation_gap"("shop_id", "found_at") WHERE "healed_at" IS NULL;
CREATE INDEX "reconciliation_gap_order_idx" ON "reconciliation_gap"("shop_id", "order_record_id");

-- Derived from the ledger: an hour may be counted again any time.
CREATE TABLE "change_hour" (
    "shop_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "source_id" UUID NOT NULL,
    "milestone" TEXT NOT NULL,
    "changes" INTEGER NOT NULL,
    "polled_first" INTEGER NOT NULL,
    "pushed_later" INTEGER NOT NULL,

    CONSTRAINT "change_hour_pkey" PRIMARY KEY ("shop_id", "hour", "source_id", "milestone")
);

CREATE INDEX "ledger_entry_shop_id_received_at_idx" ON "ledger_entry"("shop_id", "received_at");

GRANT SELECT, INSERT, UPDATE, DELETE ON "reconciliation_run", "reconciliation_gap", "change_hour" TO handoff_app;
SELECT isolate_by_shop(t::regclass) FROM unnest(ARRAY['reconciliation_run', 'reconciliation_gap', 'change_hour']) AS t;
