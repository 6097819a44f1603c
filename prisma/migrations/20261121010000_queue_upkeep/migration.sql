-- A claim skips what earlier claims took. Index entries of their own can be
-- marked dead one by one, which lists of equal keys cannot; and a vacuum takes
-- them out even where they are few.
ALTER INDEX "message_task_shop_id_due_at_idx" SET (deduplicate_items = off);
ALTER INDEX "lane_shop_id_due_at_idx" SET (deduplicate_items = off);
ALTER TABLE "message_task" SET (vacuum_index_cleanup = on);
ALTER TABLE "lane" SET (vacuum_index_cleanup = on);
