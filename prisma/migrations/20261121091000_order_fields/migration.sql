-- What Handoff writes on an order in Shopify (metafields), and the orders whose
-- fields are to be looked at. A look that is asked for again meanwhile loses its
-- lease, so that the row stays.

CREATE TABLE "order_field" (
    "order_record_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "written" JSONB,
    "digests" JSONB,
    "written_at" TIMESTAMPTZ(3),
    "problem" TEXT,

    CONSTRAINT "order_field_pkey" PRIMARY KEY ("order_record_id"),
    CONSTRAINT "order_field_order_record_id_fkey" FOREIGN KEY ("order_record_id") REFERENCES "order_record"("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX "order_field_shop_id_idx" ON "order_field"("shop_id");

CREATE TABLE "field_task" (
    "shop_id" UUID NOT NULL,
    "order_record_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_token" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "field_task_pkey" PRIMARY KEY ("shop_id","order_record_id"),
    CONSTRAINT "field_task_order_record_id_fkey" FOREIGN KEY ("order_record_id") REFERENCES "order_record"("id") ON DELETE CASCADE ON UPDATE NO ACTION
);
CREATE INDEX "field_task_shop_id_due_at_idx" ON "field_task"("shop_id", "due_at") WITH (deduplicate_items = off);
CREATE INDEX "field_task_order_record_id_idx" ON "field_task"("order_record_id");
ALTER TABLE "field_task" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0, vacuum_index_cleanup = on);

-- Which definitions of the fields the shop has; 0 for none yet.
ALTER TABLE "shop" ADD COLUMN "field_definitions" INTEGER NOT NULL DEFAULT 0;

GRANT SELECT, INSERT, UPDATE, DELETE ON "order_field", "field_task" TO handoff_app;
GRANT SELECT, UPDATE ON "field_task" TO handoff_queue;
SELECT isolate_by_shop(t::regclass) FROM unnest(ARRAY['order_field', 'field_task']) AS t;
SELECT open_to_queue('field_task');
