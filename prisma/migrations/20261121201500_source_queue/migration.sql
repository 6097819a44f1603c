-- Where the messages of a source come from that delivers through a queue, and how reading it stands.

CREATE TABLE "source_queue" (
    "source_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "access_key_id" TEXT NOT NULL,
    "secret" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'off',
    "problem" JSONB,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "failing_since" TIMESTAMPTZ(3),
    "answered_at" TIMESTAMPTZ(3),
    "received_at" TIMESTAMPTZ(3),
    "received" BIGINT NOT NULL DEFAULT 0,
    "left_message" JSONB,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "source_queue_pkey" PRIMARY KEY ("source_id"),
    CONSTRAINT "source_queue_state_check" CHECK ("state" IN ('on', 'off'))
);

-- A queue that is to be read; narrow, and there while it is on.
CREATE TABLE "queue_task" (
    "shop_id" UUID NOT NULL,
    "source_id" UUID NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_token" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lost" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "queue_task_pkey" PRIMARY KEY ("shop_id","source_id")
);

CREATE INDEX "source_queue_shop_id_idx" ON "source_queue"("shop_id");
CREATE UNIQUE INDEX "queue_task_source_id_key" ON "queue_task"("source_id");
CREATE INDEX "queue_task_shop_id_due_at_idx" ON "queue_task"("shop_id", "due_at");

ALTER TABLE "source_queue" ADD CONSTRAINT "source_queue_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "queue_task" ADD CONSTRAINT "queue_task_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source_queue"("source_id") ON DELETE CASCADE ON UPDATE NO ACTION;

GRANT SELECT, INSERT, UPDATE, DELETE ON "source_queue", "queue_task" TO handoff_app;
GRANT SELECT, UPDATE ON "queue_task" TO handoff_queue;

SELECT isolate_by_shop(t::regclass) FROM unnest(ARRAY['source_queue', 'queue_task']) AS t;
SELECT open_to_queue('queue_task'::regclass);
