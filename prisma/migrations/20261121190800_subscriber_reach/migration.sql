-- Subscribers to whom nothing came of late: how many events were given up one
-- after the other, and since when. What arrives ends it, so that whoever
-- answers has no row. No foreign key: an end that is written down would wait
-- for whoever removes the subscriber, who waits for what was written down.
CREATE TABLE "subscriber_reach" (
    "subscriber_id" UUID NOT NULL,
    "shop_id" UUID NOT NULL,
    "given_up" INTEGER NOT NULL DEFAULT 0,
    "given_up_since" TIMESTAMPTZ(3),
    "response_status" INTEGER,

    CONSTRAINT "subscriber_reach_pkey" PRIMARY KEY ("subscriber_id")
);
GRANT SELECT, INSERT, UPDATE, DELETE ON "subscriber_reach" TO handoff_app;
SELECT isolate_by_shop('subscriber_reach'::regclass);

-- How long a delivery has been on its way: one that is sent again begins anew.
ALTER TABLE "delivery_task" ADD COLUMN "queued_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
