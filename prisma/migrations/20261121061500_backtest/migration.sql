-- What a backtest or the check of a replay says of each order, and who put a version in force.

CREATE TABLE "run_order" (
    "shop_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "order_record_id" UUID,
    "name" TEXT NOT NULL,
    "message_id" UUID NOT NULL,
    "messages" INTEGER NOT NULL,
    "compared" JSONB NOT NULL,
    "differences" TEXT[],
    "live_mails" INTEGER NOT NULL,
    "draft_mails" INTEGER NOT NULL,

    CONSTRAINT "run_order_pkey" PRIMARY KEY ("run_id","key")
);

ALTER TABLE "run_order" ADD CONSTRAINT "run_order_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- The list of differences, most of the orders having none.
CREATE INDEX "run_order_differing_idx" ON "run_order"("run_id", "name", "key") WHERE "differences" <> '{}';

GRANT SELECT, INSERT, UPDATE, DELETE ON "run_order" TO handoff_app;
SELECT isolate_by_shop('run_order');

-- A draft gets its number when it is published; who published it may not be who made it.
ALTER TABLE "mapping_version" ADD COLUMN "published_by" TEXT;
ALTER TABLE "mapping_version" ADD COLUMN "copy_of" UUID;
GRANT UPDATE ("version", "published_by") ON "mapping_version" TO handoff_app;
UPDATE "mapping_version" SET "published_by" = "created_by" WHERE "published_at" IS NOT NULL;

-- How many messages each version interpreted.
CREATE INDEX "interpretation_shop_id_mapping_version_id_idx" ON "interpretation"("shop_id", "mapping_version_id");
