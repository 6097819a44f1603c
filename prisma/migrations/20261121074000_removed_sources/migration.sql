-- A source that was removed keeps its row, because its messages and orders name it. Its name is free again.

ALTER TABLE "source" ADD COLUMN "removed_at" TIMESTAMPTZ(3);
CREATE INDEX "source_shop_id_idx" ON "source"("shop_id");
CREATE UNIQUE INDEX "source_live_name_key" ON "source"("shop_id", "name") WHERE "removed_at" IS NULL;
DROP INDEX "source_shop_id_name_key";
