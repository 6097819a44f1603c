-- Orders that somebody holds are few, and listed by themselves.
CREATE INDEX "order_record_hold_idx" ON "order_record"("shop_id", "updated_at", "id") WHERE "hold" IS NOT NULL;
