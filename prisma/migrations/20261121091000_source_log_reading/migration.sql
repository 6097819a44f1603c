-- When a source was asked what it says of its own webhooks, and how that ended.

CREATE TABLE "source_log_reading" (
    "source_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "read_until" TIMESTAMPTZ(3),
    "read_at" TIMESTAMPTZ(3),
    "progress" JSONB,
    "problem" JSONB,
    "checked_at" TIMESTAMPTZ(3),
    "registration_problem" JSONB,

    CONSTRAINT "source_log_reading_pkey" PRIMARY KEY ("source_id"),
    CONSTRAINT "source_log_reading_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX "source_log_reading_shop_id_idx" ON "source_log_reading"("shop_id");

-- How a page tells how much of a source's log is kept, and housekeeping what is old.
CREATE INDEX "source_log_line_at_idx" ON "source_log_line"("shop_id", "source_id", "at");

GRANT SELECT, INSERT, UPDATE, DELETE ON "source_log_reading" TO handoff_app;
SELECT isolate_by_shop('source_log_reading'::regclass);
