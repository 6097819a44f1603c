-- Where handoffs broke: discrepancies with their verdict, what logs of sources
-- and gateways say, what sources have registered, and how a shop counts.

CREATE TABLE "discrepancy" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "order_record_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "zone" TEXT NOT NULL,
    "owner" TEXT NOT NULL,
    "source_id" UUID,
    "signals" TEXT[] NOT NULL DEFAULT '{}',
    "fault" JSONB NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "assigned_to" TEXT,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,

    CONSTRAINT "discrepancy_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "discrepancy_zone_check" CHECK ("zone" IN ('emission', 'delivery', 'handling')),
    CONSTRAINT "discrepancy_order_record_id_fkey" FOREIGN KEY ("order_record_id") REFERENCES "order_record"("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
-- Opened once, however often and by however many workers it is seen.
CREATE UNIQUE INDEX "discrepancy_order_record_id_code_since_key" ON "discrepancy"("order_record_id", "code", "since");
CREATE INDEX "discrepancy_open_idx" ON "discrepancy"("shop_id", "due_at", "id") WHERE "closed_at" IS NULL;
CREATE INDEX "discrepancy_shop_id_opened_at_id_idx" ON "discrepancy"("shop_id", "opened_at", "id");

-- How far the orders of a shop have been compared.
CREATE TABLE "discrepancy_cursor" (
    "shop_id" UUID NOT NULL,
    "compared_until" TIMESTAMPTZ(3) NOT NULL,
    "compared_id" UUID NOT NULL,

    CONSTRAINT "discrepancy_cursor_pkey" PRIMARY KEY ("shop_id")
);

CREATE TABLE "source_log_line" (
    "shop_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    -- SHA-256 of the line's content: an import that is repeated adds nothing.
    "digest" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "event_id" TEXT,
    "order_names" TEXT[] NOT NULL DEFAULT '{}',
    "status" TEXT,
    "url" TEXT,
    "response_code" INTEGER,
    "seconds" DOUBLE PRECISION,
    "is_last" BOOLEAN NOT NULL DEFAULT false,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_log_line_pkey" PRIMARY KEY ("shop_id", "source_id", "digest"),
    CONSTRAINT "source_log_line_kind_check" CHECK ("kind" IN ('sent', 'entered', 'passed_on')),
    CONSTRAINT "source_log_line_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX "source_log_line_event_idx" ON "source_log_line"("shop_id", "event_id");
CREATE INDEX "source_log_line_order_names_idx" ON "source_log_line" USING gin ("order_names");

CREATE TABLE "source_registration" (
    "source_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "registered_url" TEXT NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "checked_by" TEXT NOT NULL,

    CONSTRAINT "source_registration_pkey" PRIMARY KEY ("source_id"),
    CONSTRAINT "source_registration_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX "source_registration_shop_id_idx" ON "source_registration"("shop_id");

CREATE TABLE "diagnosis_setting" (
    "shop_id" UUID NOT NULL,
    "grace_minutes" INTEGER NOT NULL DEFAULT 15,
    "due_hours" INTEGER NOT NULL DEFAULT 24,
    "rates" JSONB,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "diagnosis_setting_pkey" PRIMARY KEY ("shop_id"),
    CONSTRAINT "diagnosis_setting_grace_check" CHECK ("grace_minutes" BETWEEN 1 AND 1440),
    CONSTRAINT "diagnosis_setting_due_check" CHECK ("due_hours" BETWEEN 1 AND 720)
);

-- Whether a status was ever pushed, and whether it was ever polled.
CREATE INDEX "ledger_entry_status_idx" ON "ledger_entry"("shop_id", "source_id", "source_status", "via");

GRANT SELECT, INSERT, UPDATE, DELETE ON "discrepancy", "discrepancy_cursor", "source_log_line", "source_registration", "diagnosis_setting" TO handoff_app;
SELECT isolate_by_shop(t::regclass) FROM unnest(ARRAY['discrepancy', 'discrepancy_cursor', 'source_log_line', 'source_registration', 'diagnosis_setting']) AS t;
