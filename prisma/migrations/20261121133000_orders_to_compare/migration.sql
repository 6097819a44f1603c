-- Orders of which a log told something: they are compared again when the grace
-- period after it is over, though the order itself did not change. A webhook
-- that was lost changes nothing here; only the sender's log says that it was sent.
CREATE TABLE "order_to_compare" (
    "order_record_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_to_compare_pkey" PRIMARY KEY ("order_record_id")
);
CREATE INDEX "order_to_compare_shop_id_since_idx" ON "order_to_compare"("shop_id", "since");
ALTER TABLE "order_to_compare" ADD CONSTRAINT "order_to_compare_order_record_id_fkey" FOREIGN KEY ("order_record_id") REFERENCES "order_record"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
GRANT SELECT, INSERT, UPDATE, DELETE ON "order_to_compare" TO handoff_app;
SELECT isolate_by_shop('order_to_compare'::regclass);
