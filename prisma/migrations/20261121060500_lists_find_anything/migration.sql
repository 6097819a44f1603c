-- The lists of messages and orders are narrowed by any mix of what their rows
-- say, and kept as views with a name.

-- Messages of any source, way in and state, in the order of their ids: each mix
-- is one range, so that a page of a rare mix costs no more than one of a common.
CREATE INDEX "interpretation_narrow_idx" ON "interpretation"("shop_id", "source_id", "via", "state", "message_id");

-- The same for the causes of what is stuck; it also counts them.
CREATE INDEX "interpretation_stuck_idx"
    ON "interpretation"("shop_id", "state", "reason_code", "source_id", "via", "message_id")
    WHERE "state" IN ('waiting', 'quarantined', 'dead');
DROP INDEX "interpretation_cause_idx";

-- What an order's list shows and is narrowed by, beside the record itself.
ALTER TABLE "order_record"
    ADD COLUMN "milestone" TEXT,
    ADD COLUMN "source_ids" UUID[] NOT NULL DEFAULT '{}',
    ADD COLUMN "block_codes" TEXT[] NOT NULL DEFAULT '{}',
    ADD COLUMN "blocked_since" TIMESTAMPTZ(3);

ALTER TABLE "order_record" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "ledger_entry" NO FORCE ROW LEVEL SECURITY;
ALTER TABLE "source" NO FORCE ROW LEVEL SECURITY;

UPDATE "order_record" AS o SET
    "source_ids" = ARRAY(SELECT key::uuid FROM jsonb_object_keys(o."record" -> 'sources') AS key ORDER BY key),
    "block_codes" = ARRAY(SELECT DISTINCT block ->> 'code' FROM jsonb_array_elements(o."blocks") AS block ORDER BY 1),
    "blocked_since" = CASE WHEN o."agreement" IN ('waiting', 'needs_person') THEN o."updated_at" END,
    -- The furthest that a driving source said; the next message writes it exactly.
    "milestone" = (
        SELECT l."milestone" FROM "ledger_entry" AS l JOIN "source" AS s ON s."id" = l."source_id" AND s."role" = 'oms'
        WHERE l."shop_id" = o."shop_id" AND l."order_record_id" = o."id" AND l."decision" = 'advanced'
        ORDER BY array_position(ARRAY['received', 'processing', 'on_hold', 'ready_for_pickup', 'shipped',
            'in_transit', 'out_for_delivery', 'delivery_attempted', 'delivery_failed', 'delivered',
            'picked_up', 'cancelled', 'returned'], l."milestone") DESC
        LIMIT 1);

-- The orders of a source that spoke of few; those of one that spoke of many are met on the way.
CREATE TABLE "order_source" (
    "shop_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "order_record_id" UUID NOT NULL,

    CONSTRAINT "order_source_pkey" PRIMARY KEY ("shop_id", "source_id", "order_record_id")
);
CREATE INDEX "order_source_order_record_id_idx" ON "order_source"("order_record_id");
INSERT INTO "order_source" SELECT o."shop_id", unnest(o."source_ids"), o."id" FROM "order_record" AS o;
ALTER TABLE "order_record" FORCE ROW LEVEL SECURITY;
ALTER TABLE "ledger_entry" FORCE ROW LEVEL SECURITY;
ALTER TABLE "source" FORCE ROW LEVEL SECURITY;

GRANT SELECT, INSERT, DELETE ON "order_source" TO handoff_app;
SELECT isolate_by_shop('order_source');

-- One walk in the list's order that needs no row: rare mixes are found without reading any order.
CREATE INDEX "order_record_list_idx" ON "order_record"(
    "shop_id", "updated_at", "id", "agreement", "milestone", "blocked_since", "block_codes", "source_ids");
CREATE INDEX "order_record_blocked_idx" ON "order_record"(
    "shop_id", "updated_at", "id", "agreement", "milestone", "blocked_since", "block_codes", "source_ids")
    WHERE "blocked_since" IS NOT NULL;
CREATE INDEX "order_record_milestone_idx" ON "order_record"("shop_id", "milestone", "updated_at", "id");
DROP INDEX "order_record_shop_id_updated_at_id_idx";

-- What a person narrowed a list to, under a name, for the whole shop.
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "list" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "search" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "saved_view_list_check" CHECK ("list" IN ('messages', 'orders'))
);
CREATE UNIQUE INDEX "saved_view_name_key" ON "saved_view"("shop_id", "list", lower("name"));

GRANT SELECT, INSERT, UPDATE, DELETE ON "saved_view" TO handoff_app;
SELECT isolate_by_shop('saved_view');
