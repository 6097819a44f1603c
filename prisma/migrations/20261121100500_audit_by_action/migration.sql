-- Point fixes of half a year are counted by what was done.
CREATE INDEX "audit_entry_action_idx" ON "audit_entry"("shop_id", "action", "at");
