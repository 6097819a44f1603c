-- Long work that a person starts, and the messages that such work replays.

CREATE TABLE "run" (
    "id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "source_id" UUID,
    "parameters" JSONB NOT NULL DEFAULT '{}',
    "state" TEXT NOT NULL DEFAULT 'queued',
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER,
    "place" JSONB,
    "summary" JSONB,
    "problem" TEXT,
    "started_by" TEXT NOT NULL,
    "cancel_asked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "run_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "run_state_check" CHECK ("state" IN ('queued', 'running', 'done', 'cancelled', 'failed')),
    CONSTRAINT "run_done_check" CHECK ("done" >= 0 AND "total" >= 0)
);

-- A run that still has something to do; narrow, and deleted when it ends.
CREATE TABLE "run_task" (
    "shop_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_token" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "run_task_pkey" PRIMARY KEY ("shop_id","run_id")
);

CREATE TABLE "run_message" (
    "shop_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "replay_id" UUID,
    "outcome" TEXT,

    CONSTRAINT "run_message_pkey" PRIMARY KEY ("run_id","message_id"),
    CONSTRAINT "run_message_outcome_check" CHECK ("outcome" IN ('replayed', 'removed'))
);

CREATE INDEX "run_shop_id_id_idx" ON "run"("shop_id", "id");
CREATE INDEX "run_shop_id_source_id_kind_id_idx" ON "run"("shop_id", "source_id", "kind", "id");
CREATE INDEX "run_task_shop_id_due_at_idx" ON "run_task"("shop_id", "due_at");
CREATE UNIQUE INDEX "run_task_run_id_key" ON "run_task"("run_id");
CREATE INDEX "run_message_shop_id_replay_id_idx" ON "run_message"("shop_id", "replay_id");

-- What a replay's next slice looks for.
CREATE INDEX "run_message_open_idx" ON "run_message"("run_id", "message_id") WHERE "outcome" IS NULL;

ALTER TABLE "run_task" ADD CONSTRAINT "run_task_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "run_message" ADD CONSTRAINT "run_message_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

GRANT SELECT, INSERT, UPDATE, DELETE ON "run", "run_task", "run_message" TO handoff_app;
GRANT SELECT, UPDATE ON "run_task" TO handoff_queue;
-- Runs of long ago are deleted for all shops at once; what they were about stays unseen.
GRANT SELECT ("id", "ended_at"), DELETE ON "run" TO handoff_queue;

SELECT isolate_by_shop(t::regclass) FROM unnest(ARRAY['run', 'run_task', 'run_message']) AS t;
SELECT open_to_queue(t::regclass) FROM unnest(ARRAY['run', 'run_task']) AS t;

CREATE INDEX "run_ended_at_idx" ON "run"("ended_at") WHERE "ended_at" IS NOT NULL;
