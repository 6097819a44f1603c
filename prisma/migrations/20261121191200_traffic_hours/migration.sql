-- What went each way besides the messages (polls, changes in Shopify, events to
-- subscribers) hour by hour, so that home shows every flow with one short read.
CREATE TABLE "traffic_hour" (
    "shop_id" UUID NOT NULL,
    "hour" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "done" INTEGER NOT NULL,
    "open" INTEGER NOT NULL,
    "failed" INTEGER NOT NULL,
    "is_stale" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "traffic_hour_pkey" PRIMARY KEY ("shop_id", "hour", "kind"),
    CONSTRAINT "traffic_hour_kind_check" CHECK ("kind" IN ('poll', 'change', 'event'))
);
GRANT SELECT, INSERT, UPDATE, DELETE ON "traffic_hour" TO handoff_app;
SELECT isolate_by_shop('traffic_hour'::regclass);

CREATE INDEX "intent_shop_id_created_at_idx" ON "intent"("shop_id", "created_at");

-- The newest hours are counted every minute. What moves later than that (an
-- event that is sent again, a change that was unclear) has its hour counted again.
CREATE FUNCTION count_hour_again() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    UPDATE traffic_hour SET is_stale = true
    WHERE shop_id = NEW.shop_id AND hour = date_trunc('hour', NEW.created_at, 'UTC') AND kind = TG_ARGV[0];
    RETURN NULL;
END
$$;
CREATE TRIGGER "event_delivery_moves_late" AFTER UPDATE OF "state" ON "event_delivery"
    FOR EACH ROW WHEN (NEW.state <> OLD.state AND NEW.created_at < now() - interval '2 hours')
    EXECUTE FUNCTION count_hour_again('event');
CREATE TRIGGER "intent_moves_late" AFTER UPDATE OF "state" ON "intent"
    FOR EACH ROW WHEN (NEW.state <> OLD.state AND NEW.created_at < now() - interval '2 hours')
    EXECUTE FUNCTION count_hour_again('change');
