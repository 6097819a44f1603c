-- Orders about which a person, or a workflow, wants a source to be asked at once, and what it answered.
CREATE TABLE "order_ask" (
    "shop_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "order_record_id" UUID NOT NULL,
    "asked_by" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),
    "outcome" TEXT,
    "problem" JSONB,
    "message_ids" UUID[] NOT NULL DEFAULT '{}',

    CONSTRAINT "order_ask_pkey" PRIMARY KEY ("order_record_id", "source_id"),
    CONSTRAINT "order_ask_outcome_check" CHECK ("outcome" IN ('answered', 'not_there', 'listed', 'failed'))
);
CREATE INDEX "order_ask_open_idx" ON "order_ask"("source_id", "asked_at") WHERE "settled_at" IS NULL;
CREATE INDEX "order_ask_shop_id_idx" ON "order_ask"("shop_id");

ALTER TABLE "order_ask" ADD CONSTRAINT "order_ask_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "poller"("source_id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "order_ask" ADD CONSTRAINT "order_ask_order_record_id_fkey" FOREIGN KEY ("order_record_id") REFERENCES "order_record"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

GRANT SELECT, INSERT, UPDATE, DELETE ON "order_ask" TO handoff_app;
SELECT isolate_by_shop('order_ask'::regclass);

-- The message of a record's newest content: by it an order leads to the records that speak of it.
ALTER TABLE "polled_record" ADD COLUMN "message_id" UUID;
CREATE INDEX "polled_record_message_id_idx" ON "polled_record"("message_id") WHERE "message_id" IS NOT NULL;
