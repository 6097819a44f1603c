-- By how much a source's clock is ahead of ours, as its last answer told.
ALTER TABLE "poller" ADD COLUMN "clock_ahead_seconds" DOUBLE PRECISION;
