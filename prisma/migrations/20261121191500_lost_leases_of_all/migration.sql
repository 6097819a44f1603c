-- Polls, field writes, Flow triggers and pushes, too, count the leases that ran
-- out in a row: what ends its worker each time is set aside after five of them,
-- and not taken again for ever.
ALTER TABLE "poll_task" ADD COLUMN "lost" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "field_task" ADD COLUMN "lost" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "flow_task" ADD COLUMN "lost" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "delivery_task" ADD COLUMN "lost" INTEGER NOT NULL DEFAULT 0;
