-- What is read often and grows is read by an index.

-- Row-level security lets no condition into an index that might tell of other
-- rows (a leak), and overlaps of arrays count among them; equality does not.
CREATE TABLE "source_log_name" (
    "shop_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "digest" BYTEA NOT NULL,

    CONSTRAINT "source_log_name_pkey" PRIMARY KEY ("shop_id", "name", "source_id", "digest"),
    CONSTRAINT "source_log_name_line_fkey" FOREIGN KEY ("shop_id", "source_id", "digest")
        REFERENCES "source_log_line"("shop_id", "source_id", "digest") ON DELETE CASCADE
);
CREATE INDEX "source_log_name_line_idx" ON "source_log_name"("shop_id", "source_id", "digest");
GRANT SELECT, INSERT, DELETE ON "source_log_name" TO handoff_app;
SELECT isolate_by_shop('source_log_name'::regclass);

INSERT INTO "source_log_name" ("shop_id", "name", "source_id", "digest")
SELECT DISTINCT l."shop_id", n."name", l."source_id", l."digest"
FROM "source_log_line" AS l CROSS JOIN unnest(l."order_names") AS n("name");

-- The names of a line never change.
CREATE FUNCTION name_log_lines() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
    INSERT INTO source_log_name (shop_id, name, source_id, digest)
    SELECT DISTINCT l.shop_id, n.name, l.source_id, l.digest
    FROM added AS l CROSS JOIN unnest(l.order_names) AS n(name)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
CREATE TRIGGER "source_log_line_names" AFTER INSERT ON "source_log_line"
    REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION name_log_lines();
DROP INDEX "source_log_line_order_names_idx";

-- Orders by cause, what stands open, and failures by day, without the rows themselves.
CREATE INDEX "discrepancy_cause_idx" ON "discrepancy"("shop_id", "code", "opened_at") INCLUDE ("order_record_id");
CREATE INDEX "discrepancy_standing_idx" ON "discrepancy"("shop_id", "zone")
    INCLUDE ("order_record_id", "signals", "since") WHERE "closed_at" IS NULL;
CREATE INDEX "discrepancy_recent_idx" ON "discrepancy"("shop_id", "opened_at") INCLUDE ("zone", "since");
CREATE INDEX "discrepancy_seen_idx" ON "discrepancy"("shop_id", "seen_at") INCLUDE ("order_record_id") WHERE "closed_at" IS NULL;

-- Whether a run of a kind is under way: those that are over are many.
CREATE INDEX "run_open_idx" ON "run"("shop_id", "kind") WHERE "ended_at" IS NULL;
-- The polls that ended after a reconciliation began.
CREATE INDEX "poll_ended_idx" ON "poll"("shop_id", "ended_at");
-- The records that a page asked for by id.
CREATE INDEX "polled_record_id_idx" ON "polled_record"("source_id", "record_id");
