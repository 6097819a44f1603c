-- How many of a shop's messages waited their turn, minute by minute, so that
-- home can say where it is heading. A minute in which none waited has no row;
-- what is older than an hour is dropped by the minute after it.
CREATE TABLE "backlog_sample" (
    "shop_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "waiting" INTEGER NOT NULL,
    "received" INTEGER NOT NULL,

    CONSTRAINT "backlog_sample_pkey" PRIMARY KEY ("shop_id", "at")
);
GRANT SELECT, INSERT, UPDATE, DELETE ON "backlog_sample" TO handoff_app;
SELECT isolate_by_shop('backlog_sample'::regclass);
