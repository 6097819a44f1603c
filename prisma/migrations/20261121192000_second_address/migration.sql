-- A subscriber may have a second address, for while the first takes nothing.
-- Whether the first is tried is the breaker's: closed (no row, or no
-- "opened_at"), open until "probe_at", and then open to one try at a time.
ALTER TABLE "subscriber" ADD COLUMN "second_url" TEXT;
ALTER TABLE "event_delivery" ADD COLUMN "second_tries" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "subscriber_reach"
    ADD COLUMN "failures" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "opened_at" TIMESTAMPTZ(3),
    ADD COLUMN "probe_at" TIMESTAMPTZ(3),
    ADD COLUMN "failed_probes" INTEGER NOT NULL DEFAULT 0,
    ADD COLUMN "is_probing" BOOLEAN NOT NULL DEFAULT false;
