-- What became of the messages of each hour, so that a chart of weeks reads a
-- few rows and not the messages. Derived: an hour may be counted again any time.

CREATE TABLE "hour_count" (
    "shop_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "source_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "latencies" INTEGER[],

    CONSTRAINT "hour_count_pkey" PRIMARY KEY ("shop_id","hour","source_id","kind"),
    CONSTRAINT "hour_count_kind_check" CHECK ("kind" IN ('received', 'applied', 'healed', 'unchanged', 'open', 'failed'))
);

GRANT SELECT, INSERT, UPDATE, DELETE ON "hour_count" TO handoff_app;
SELECT isolate_by_shop('hour_count');
