-- What Shopify Flow is told (events on their way to workflows), and what its
-- workflows asked of us. Events are written by the tables that they follow
-- from, in the same transaction and whoever writes them: told once per
-- incident, or not at all.

CREATE TABLE "flow_event" (
    "id" BIGINT GENERATED ALWAYS AS IDENTITY,
    "shop_id" UUID NOT NULL,
    "trigger" TEXT NOT NULL,
    "incident" TEXT NOT NULL,
    "order_record_id" UUID,
    "source_id" UUID,
    "message_id" UUID,
    "code" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "detail" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "flow_event_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "flow_event_trigger_check" CHECK ("trigger" IN ('message_failed', 'discrepancy_opened', 'discrepancy_healed', 'order_unknown', 'webhooks_silent')),
    CONSTRAINT "flow_event_state_check" CHECK ("state" IN ('pending', 'sending', 'started', 'unclear', 'refused'))
);
-- An incident is told once; the same cause may come again when it is over.
CREATE UNIQUE INDEX "flow_event_incident_key" ON "flow_event"("shop_id", "trigger", "incident") WHERE "closed_at" IS NULL;
CREATE INDEX "flow_event_shop_id_id_idx" ON "flow_event"("shop_id", "id");
CREATE INDEX "flow_event_order_record_id_idx" ON "flow_event"("order_record_id");
CREATE INDEX "flow_event_created_at_idx" ON "flow_event"("created_at");

CREATE TABLE "flow_task" (
    "shop_id" UUID NOT NULL,
    "event_id" BIGINT NOT NULL,
    "due_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_token" BIGINT,
    "attempts" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "flow_task_pkey" PRIMARY KEY ("shop_id","event_id")
);
CREATE INDEX "flow_task_shop_id_due_at_idx" ON "flow_task"("shop_id", "due_at") WITH (deduplicate_items = off);
ALTER TABLE "flow_task" SET (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0, vacuum_index_cleanup = on);

-- One run of one of our actions by a workflow; asked again, it gets the same answer.
CREATE TABLE "flow_run" (
    "shop_id" UUID NOT NULL,
    "run_id" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "order_record_id" UUID,
    "answer" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "flow_run_pkey" PRIMARY KEY ("shop_id","run_id")
);
CREATE INDEX "flow_run_order_record_id_idx" ON "flow_run"("order_record_id");
CREATE INDEX "flow_run_created_at_idx" ON "flow_run"("created_at");

-- A hold that a person or a workflow asked for, and what somebody is to look at.
ALTER TABLE "order_record" ADD COLUMN "hold" JSONB, ADD COLUMN "review" JSONB;
CREATE INDEX "order_record_review_idx" ON "order_record"("shop_id", "updated_at", "id") WHERE "review" IS NOT NULL;

GRANT SELECT, INSERT, UPDATE, DELETE ON "flow_event", "flow_task", "flow_run" TO handoff_app;
GRANT INSERT ON "flow_event", "flow_task" TO handoff_queue;
GRANT SELECT, UPDATE ON "flow_task" TO handoff_queue;
SELECT isolate_by_shop(t::regclass) FROM unnest(ARRAY['flow_event', 'flow_task', 'flow_run']) AS t;
SELECT open_to_queue(t::regclass) FROM unnest(ARRAY['flow_event', 'flow_task']) AS t;

CREATE FUNCTION queue_flow_event() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO flow_task (shop_id, event_id) VALUES (NEW.shop_id, NEW.id);
    RETURN NULL;
END
$$;
CREATE TRIGGER "flow_event_queued" AFTER INSERT ON "flow_event"
    FOR EACH ROW EXECUTE FUNCTION queue_flow_event();

-- A message that could not be applied: once for its order (or its source, where
-- no order is known) and cause, until none of them stands still any more.
CREATE FUNCTION note_failed_message() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO flow_event (shop_id, trigger, incident, order_record_id, source_id, message_id, code)
    VALUES (NEW.shop_id, 'message_failed',
        coalesce(NEW.order_record_id, NEW.source_id)::text || ' ' || NEW.reason_code,
        NEW.order_record_id, NEW.source_id, NEW.message_id, NEW.reason_code)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER "interpretation_stopped" AFTER INSERT ON "interpretation"
    FOR EACH ROW WHEN (NEW.state IN ('quarantined', 'dead')) EXECUTE FUNCTION note_failed_message();
CREATE TRIGGER "interpretation_stops" AFTER UPDATE OF "state" ON "interpretation"
    FOR EACH ROW WHEN (NEW.state IN ('quarantined', 'dead') AND OLD.state NOT IN ('quarantined', 'dead'))
    EXECUTE FUNCTION note_failed_message();

-- A discrepancy that opens is told of its order, or of one that Shopify does
-- not know; one that closes is told of its order.
CREATE FUNCTION note_discrepancy() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    is_known boolean := EXISTS (SELECT FROM order_record AS o WHERE o.id = NEW.order_record_id AND o.order_id IS NOT NULL);
BEGIN
    IF TG_OP = 'UPDATE' AND NOT is_known THEN
        RETURN NULL;
    END IF;
    INSERT INTO flow_event (shop_id, trigger, incident, order_record_id, source_id, code)
    VALUES (NEW.shop_id,
        CASE WHEN TG_OP = 'UPDATE' THEN 'discrepancy_healed' WHEN is_known THEN 'discrepancy_opened' ELSE 'order_unknown' END,
        CASE WHEN is_known THEN NEW.id ELSE NEW.order_record_id END::text,
        NEW.order_record_id, NEW.source_id, NEW.code)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER "discrepancy_opened" AFTER INSERT ON "discrepancy"
    FOR EACH ROW WHEN (NEW.closed_at IS NULL) EXECUTE FUNCTION note_discrepancy();
CREATE TRIGGER "discrepancy_healed" AFTER UPDATE OF "closed_at" ON "discrepancy"
    FOR EACH ROW WHEN (OLD.closed_at IS NULL AND NEW.closed_at IS NOT NULL) EXECUTE FUNCTION note_discrepancy();

CREATE FUNCTION note_silence() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO flow_event (shop_id, trigger, incident, source_id)
    VALUES (NEW.shop_id, 'webhooks_silent', NEW.id::text, (NEW.facts ->> 'sourceId')::uuid)
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END
$$;
CREATE TRIGGER "incident_of_silence" AFTER INSERT ON "incident"
    FOR EACH ROW WHEN (NEW.kind = 'source_silent') EXECUTE FUNCTION note_silence();
