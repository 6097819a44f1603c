-- How a source is polled, how far polling is, and what each poll brought.

CREATE TABLE "poller" (
    "source_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "definition" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'off',
    "cursor" JSONB NOT NULL DEFAULT '{"watermarks": {}}',
    "progress" JSONB,
    "bucket" JSONB,
    "session" BYTEA,
    "problem" JSONB,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "poll_id" UUID,
    "wanted_by" TEXT,
    "next_poll_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "poller_pkey" PRIMARY KEY ("source_id"),
    CONSTRAINT "poller_state_check" CHECK ("state" IN ('on', 'off', 'paused'))
);

-- A source whose poll is due; narrow, and there while polling is on.
CREATE TABLE "poll_task" (
    "shop_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_token" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "poll_task_pkey" PRIMARY KEY ("shop_id","source_id")
);

CREATE TABLE "poll" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "started_by" TEXT,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),
    "requests" INTEGER NOT NULL DEFAULT 0,
    "read" INTEGER NOT NULL DEFAULT 0,
    "fresh" INTEGER NOT NULL DEFAULT 0,
    "first_message_id" UUID,
    "last_message_id" UUID,
    "problem" JSONB,

    CONSTRAINT "poll_pkey" PRIMARY KEY ("id")
);

-- The last content seen of each record, so that what did not change is not recorded again.
CREATE TABLE "polled_record" (
    "source_id" UUID NOT NULL,
    "feed" TEXT NOT NULL,
    "record_key" BYTEA NOT NULL,
    "shop_id" UUID NOT NULL,
    "record_id" TEXT,
    "content_hash" BYTEA NOT NULL,
    "generation" INTEGER NOT NULL,
    "is_ended" BOOLEAN NOT NULL DEFAULT false,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "polled_record_pkey" PRIMARY KEY ("source_id","feed","record_key")
);

CREATE INDEX "poller_shop_id_idx" ON "poller"("shop_id");
CREATE INDEX "poll_task_shop_id_due_at_idx" ON "poll_task"("shop_id", "due_at");
CREATE UNIQUE INDEX "poll_task_source_id_key" ON "poll_task"("source_id");
CREATE INDEX "poll_shop_id_source_id_id_idx" ON "poll"("shop_id", "source_id", "id");
CREATE INDEX "polled_record_shop_id_idx" ON "polled_record"("shop_id");

-- The open records, in the order in which they are read again.
CREATE INDEX "polled_record_open_idx" ON "polled_record"("source_id", "feed", "read_at") WHERE NOT "is_ended" AND "record_id" IS NOT NULL;
CREATE INDEX "poll_started_at_idx" ON "poll"("started_at");

ALTER TABLE "poller" ADD CONSTRAINT "poller_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "poll_task" ADD CONSTRAINT "poll_task_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "poller"("source_id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "poll" ADD CONSTRAINT "poll_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "poller"("source_id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "polled_record" ADD CONSTRAINT "polled_record_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "poller"("source_id") ON DELETE CASCADE ON UPDATE NO ACTION;

GRANT SELECT, INSERT, UPDATE, DELETE ON "poller", "poll_task", "poll", "polled_record" TO handoff_app;
GRANT SELECT, UPDATE ON "poll_task" TO handoff_queue;
-- Polls of long ago are deleted for all shops at once.
GRANT SELECT ("id", "started_at"), DELETE ON "poll" TO handoff_queue;

SELECT isolate_by_shop(t::regclass) FROM unnest(ARRAY['poller', 'poll_task', 'poll', 'polled_record']) AS t;
SELECT open_to_queue(t::regclass) FROM unnest(ARRAY['poll_task', 'poll']) AS t;
