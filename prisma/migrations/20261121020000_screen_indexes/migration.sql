-- What the screens look up: the replays of a message, and the messages of one
-- cause in the order of their ids.

CREATE INDEX "interpretation_replay_of_idx" ON "interpretation"("shop_id", "replay_of")
    WHERE "replay_of" IS NOT NULL;

CREATE INDEX "interpretation_cause_idx" ON "interpretation"("shop_id", "state", "reason_code", "message_id")
    WHERE "state" IN ('waiting', 'quarantined', 'dead');
DROP INDEX "interpretation_open_idx";
